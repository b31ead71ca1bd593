/* A Windows service that does nothing until it is stopped, and shows what Windows started it with.
   Build: x86_64-w64-mingw32-gcc -municode -Os -s -Wall -Wextra -Werror service.c -o service.exe

   --out PATH             writes, as UTF-8, its command line, and where the variable is set a second line TEST_VALUE=...
   --fail-start           ends at once: stopped with the service-specific exit code 7, which is the process's too
   --ignore-stop SECONDS  stays in the state "stop pending" so long

   Other arguments are there to be seen in the file. */
#include <windows.h>
#include <stdio.h>
#include <wchar.h>

enum { FAIL_START = 7 };

static SERVICE_STATUS_HANDLE handle;
static HANDLE stop;
static const wchar_t *out;
static BOOL fail_start;
static DWORD ignore_stop; /* seconds */
static SERVICE_STATUS status = { .dwServiceType = SERVICE_WIN32_OWN_PROCESS };

static void report(DWORD state, DWORD wait_hint)
{
    status.dwCurrentState = state;
    status.dwControlsAccepted = state == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_SHUTDOWN : 0;
    status.dwWaitHint = wait_hint;
    SetServiceStatus(handle, &status);
}

static BOOL write_text(HANDLE file, const wchar_t *text)
{
    static char bytes[4 * 32768];
    DWORD written;
    int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
    return size && WriteFile(file, bytes, size - 1, &written, NULL);
}

/* Writes the file, and returns a Windows error code. */
static DWORD write_start(void)
{
    static wchar_t value[32768];
    DWORD error = ERROR_SUCCESS;
    HANDLE file = CreateFileW(out, GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE) return GetLastError();
    SetLastError(ERROR_SUCCESS); /* a variable that is set and empty has length 0 and no error */
    BOOL set = GetEnvironmentVariableW(L"TEST_VALUE", value, 32768) || GetLastError() != ERROR_ENVVAR_NOT_FOUND;
    if (!write_text(file, GetCommandLineW()) || !write_text(file, L"\n")
        || (set && (!write_text(file, L"TEST_VALUE=") || !write_text(file, value) || !write_text(file, L"\n"))))
        error = GetLastError();
    CloseHandle(file);
    return error;
}

static DWORD WINAPI control(DWORD code, DWORD type, void *data, void *context)
{
    (void)type, (void)data, (void)context;
    if (code == SERVICE_CONTROL_INTERROGATE) return NO_ERROR;
    if (code != SERVICE_CONTROL_STOP && code != SERVICE_CONTROL_SHUTDOWN) return ERROR_CALL_NOT_IMPLEMENTED;
    report(SERVICE_STOP_PENDING, (ignore_stop + 5) * 1000);
    SetEvent(stop);
    return NO_ERROR;
}

static void WINAPI service_main(DWORD count, wchar_t **arguments)
{
    (void)count;
    handle = RegisterServiceCtrlHandlerExW(arguments[0], control, NULL);
    if (!handle) return;
    report(SERVICE_START_PENDING, 5000);
    status.dwWin32ExitCode = out ? write_start() : ERROR_SUCCESS;
    if (fail_start) {
        status.dwWin32ExitCode = ERROR_SERVICE_SPECIFIC_ERROR;
        status.dwServiceSpecificExitCode = FAIL_START;
    }
    if (!status.dwWin32ExitCode) {
        report(SERVICE_RUNNING, 0);
        WaitForSingleObject(stop, INFINITE);
        Sleep(ignore_stop * 1000);
    }
    report(SERVICE_STOPPED, 0);
}

int wmain(int count, wchar_t **arguments)
{
    const SERVICE_TABLE_ENTRYW table[] = { { L"", service_main }, { NULL, NULL } };
    for (int at = 1; at < count; at++) {
        if (!wcscmp(arguments[at], L"--fail-start")) fail_start = TRUE;
        else if (!wcscmp(arguments[at], L"--out") && at + 1 < count) out = arguments[++at];
        else if (!wcscmp(arguments[at], L"--ignore-stop") && at + 1 < count) ignore_stop = wcstoul(arguments[++at], NULL, 10);
    }
    stop = CreateEventW(NULL, TRUE, FALSE, NULL);
    if (!stop || !StartServiceCtrlDispatcherW(table)) {
        fprintf(stderr, "service: error %lu: it runs only as a Windows service; see sc.exe create\n", GetLastError());
        return 1;
    }
    return fail_start ? FAIL_START : (int)status.dwWin32ExitCode;
}
