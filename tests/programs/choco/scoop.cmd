@"%~dp0scoop-stand-in.exe" %*
