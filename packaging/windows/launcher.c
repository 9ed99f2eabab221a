/* Starts Python with CoordDesk in it: built twice, as CoordDesk.exe (a window) and as bin\coorddesk.exe (a console).
 *
 * The program's folder is the one this file lies in, or the one above for bin\. Python is loaded by its full path, so that
 * no other Python of this PC is met; python311._pth beside it says where the program's modules are, and nothing else counts.
 */
#ifndef UNICODE
#define UNICODE
#endif
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

#define LONGEST 32768
#define OURS 6 /* arguments before the user's */

typedef int (*PythonMain)(int, wchar_t **);

static int is_french(void)
{
    return PRIMARYLANGID(GetUserDefaultUILanguage()) == LANG_FRENCH;
}

static void complain(const wchar_t *english, const wchar_t *french)
{
    const wchar_t *words = is_french() ? french : english;
#ifdef CONSOLE
    HANDLE errors = GetStdHandle(STD_ERROR_HANDLE);
    DWORD written;
    if (!WriteConsoleW(errors, words, (DWORD)wcslen(words), &written, NULL)) { /* into a file */
        static char bytes[2048];
        int count = WideCharToMultiByte(CP_UTF8, 0, words, -1, bytes, sizeof bytes, NULL, NULL);
        WriteFile(errors, bytes, count > 0 ? (DWORD)count - 1 : 0, &written, NULL);
    }
#else
    MessageBoxW(NULL, words, L"CoordDesk", MB_OK | MB_ICONERROR);
#endif
}

static void cut_last(wchar_t *path)
{
    wchar_t *last = wcsrchr(path, L'\\');
    if (last)
        *last = L'\0';
}

/* The program's folder; 0 where its path is longer than Windows has paths. */
static int find_folder(wchar_t *folder)
{
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
    if (length == 0 || length > LONGEST - 64)
        return 0;
    cut_last(folder);
#ifdef CONSOLE
    cut_last(folder); /* bin */
#endif
    return 1;
}

static PythonMain find_python(const wchar_t *folder)
{
    static wchar_t dll[LONGEST];
    wcscpy(dll, folder);
    wcscat(dll, L"\\python\\" PYTHON_DLL);
    HMODULE python = LoadLibraryExW(dll, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    return python ? (PythonMain)(void *)GetProcAddress(python, "Py_Main") : NULL;
}

static int run(int count, wchar_t **words)
{
    static wchar_t folder[LONGEST];
    PythonMain python_main = find_folder(folder) ? find_python(folder) : NULL;
    wchar_t **all = calloc(count + OURS, sizeof *all);
    if (!python_main || !all) {
        complain(
            L"CoordDesk is not whole: a part of it is missing or cannot be read. Run its setup again; your data is not touched.",
            L"CoordDesk est incomplet : une de ses parties manque ou ne peut pas être lue. Relancez son installation ; vos "
            L"données ne sont pas touchées.");
        return 70;
    }
    const wchar_t *ours[OURS] = {words[0], L"-Xutf8", L"-B", L"-m", L"coorddesk"};
    memcpy(all, ours, (OURS - 1) * sizeof *all);
    memcpy(all + OURS - 1, words + 1, count * sizeof *all); /* with the NULL at the end */
    int code = python_main(count + OURS - 2, all);
#ifndef CONSOLE
    if (code && count == 1) /* whoever clicked would see nothing at all */
        complain(
            L"CoordDesk could not go on. To see why, start bin\\coorddesk.exe in the program's folder from a command prompt.",
            L"CoordDesk n’a pas pu continuer. Pour savoir pourquoi, lancez bin\\coorddesk.exe, dans le dossier du programme, "
            L"depuis une invite de commandes.");
#endif
    return code;
}

#ifdef CONSOLE
int wmain(int count, wchar_t **words)
{
    return run(count, words);
}
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, LPWSTR line, int show)
{
    (void)instance, (void)before, (void)line, (void)show;
    return run(__argc, __wargv);
}
#endif
