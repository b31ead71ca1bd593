/* A console program that is no service: writes its arguments as CommandLineToArgvW takes them apart, UTF-8, one a line,
   and ends with the code in the variable EXIT_CODE.
   Build: x86_64-w64-mingw32-gcc -municode -Os -s -Wall -Wextra -Werror console.c -o console.exe */
#include <windows.h>
#include <shellapi.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>

int wmain(void)
{
    static char bytes[4 * 32768];
    int count;
    /* Not wmain's own arguments: the C runtime would expand * and ? in them. */
    wchar_t **arguments = CommandLineToArgvW(GetCommandLineW(), &count);
    const wchar_t *code = _wgetenv(L"EXIT_CODE");
    _setmode(_fileno(stdout), _O_BINARY);
    for (int at = 1; arguments && at < count; at++) {
        WideCharToMultiByte(CP_UTF8, 0, arguments[at], -1, bytes, sizeof bytes, NULL, NULL);
        puts(bytes);
    }
    return !arguments ? 1 : code ? _wtoi(code) : 0;
}
