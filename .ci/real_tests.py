"""Fails where a test that needs a real PowerShell was skipped, or none ran."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET

cases = list(ET.parse(sys.argv[1]).getroot().iter("testcase"))
marked = [case for case in cases if any(one.get("name") == "real" for one in case.iter("property"))]
skipped = [f"{case.get('classname')}.{case.get('name')}" for case in marked if case.find("skipped") is not None]
if not marked or skipped:
    sys.exit(f"real tests: {len(marked)} found, {len(skipped)} skipped: {', '.join(skipped)}")
print(f"real tests: {len(marked)} ran")
