; The setup of CoordDesk for Windows; packaging/windows/build.sh calls makensis with what is in ${...}.
;
; For one person without any rights, or with /AllUsers for everybody. Everything lies in $INSTDIR\app, and is unpacked beside it
; first: an upgrade is two renames at the end, so that a setup that is cut short leaves what was there before.
;
;   /S            ask nothing        /D=FOLDER      where to (the last word, without quotes)
;   /AllUsers     for everybody      /NoDesktop     no icon on the desktop
;   /Kiosk        an entry for a public PC          /KioskAutostart   which also starts when somebody signs in
;
; Exit codes: 0 done, 1 cancelled, 2 not done, 3 CoordDesk is open, 4 a newer one is there, 5 not an administrator, 6 Windows too old,
;   7 the folder has an "app" of somebody else's.

Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS Win10
SetCompressor /SOLID ${COMPRESSOR}
!if ${COMPRESSOR} == lzma
  SetCompressorDictSize 64
!endif
SetDateSave off
AllowSkipFiles off ; half a program is none
RequestExecutionLevel user
CRCCheck force
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "CoordDesk ${VERSION}"
Name "CoordDesk"
OutFile "${OUT}"

!define USUAL "$LOCALAPPDATA\Programs\CoordDesk"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\CoordDesk"
!define CLASS "CoordDesk.Archive"
!define CODE_OPEN 3
!define CODE_NEWER 4
!define CODE_RIGHTS 5
!define CODE_WINDOWS 6
!define CODE_FOLDER 7
!define OLDEST_BUILD 17763 ; Windows 10 of autumn 2018: Qt's own limit

InstallDir "${USUAL}" ; a folder that is chosen gets the last part behind it

!include FileFunc.nsh
!include LogicLib.nsh
!include MUI2.nsh
!include Sections.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include x64.nsh

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDEBAR}"
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "$(WelcomeTitle)"
!define MUI_WELCOMEPAGE_TEXT "$(WelcomeText)"
!define MUI_FINISHPAGE_TITLE "$(FinishTitle)"
!define MUI_FINISHPAGE_TEXT "$(FinishText)"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION StartProgram
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(RemoveText)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English ; spoken where Windows speaks neither
!insertmacro MUI_LANGUAGE French
!include words.nsh

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 ProductName CoordDesk
VIAddVersionKey /LANG=0 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=0 FileVersion "${VERSION}"
VIAddVersionKey /LANG=0 FileDescription "CoordDesk ${VERSION} setup"
VIAddVersionKey /LANG=0 CompanyName "CoordDesk contributors"
VIAddVersionKey /LANG=0 LegalCopyright "GPL-3.0-or-later"

Var Everybody ; 1 if for all users of this PC

; ---- What is asked of setup and removal alike -------------------------------------------------------------------------------

!macro Leave MESSAGE CODE
  MessageBox MB_OK|MB_ICONSTOP "${MESSAGE}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; Goes on for the one user or, as an administrator, for everybody; asks for the rights where somebody is there to give them.
!macro SettleRights EXE WORDS
  ${If} $Everybody == 1
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      ${IfNot} ${Silent}
        ExecShell "runas" "${EXE}" "${WORDS}"
        Quit
      ${EndIf}
      !insertmacro Leave "$(NeedsRights)" ${CODE_RIGHTS}
    ${EndIf}
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
!macroend

; A program that runs holds its Python: Windows lets nobody open a loaded file for writing. Asks until it is closed.
!macro WaitUntilClosed UN
Function ${UN}WaitUntilClosed
  ${Do}
    StrCpy $1 ""
    ${If} ${FileExists} "$INSTDIR\app\python\${PYTHON_DLL}"
      ClearErrors
      FileOpen $0 "$INSTDIR\app\python\${PYTHON_DLL}" a
      ${If} ${Errors}
        StrCpy $1 "open"
      ${Else}
        FileClose $0
      ${EndIf}
    ${EndIf}
    ${If} $1 == ""
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IsOpen)" /SD IDCANCEL IDRETRY +3
    SetErrorLevel ${CODE_OPEN}
    Quit
  ${Loop}
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

!macro TellExplorer ; that file types have changed
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
!macroend

; ---- Setup ------------------------------------------------------------------------------------------------------------------

Section "CoordDesk" SecProgram
  SectionIn RO
  Call WaitUntilClosed
  Call MendLastTime
  SetOutPath "$INSTDIR\app.new"
  !include "${FILES}"
  WriteUninstaller "$INSTDIR\app.new\uninstall.exe"
  SetOutPath "$INSTDIR" ; nobody renames the folder that somebody works in
  Call TakePlace

  CreateShortCut "$SMPROGRAMS\CoordDesk.lnk" "$INSTDIR\app\CoordDesk.exe"
  WriteRegStr SHCTX "${ENTRY}" "DisplayName" "CoordDesk"
  WriteRegStr SHCTX "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${ENTRY}" "DisplayIcon" "$INSTDIR\app\CoordDesk.exe"
  WriteRegStr SHCTX "${ENTRY}" "Publisher" "CoordDesk contributors"
  WriteRegStr SHCTX "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${ENTRY}" "UninstallString" '"$INSTDIR\app\uninstall.exe"'
  WriteRegStr SHCTX "${ENTRY}" "QuietUninstallString" '"$INSTDIR\app\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${ENTRY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD SHCTX "${ENTRY}" "NoModify" 1
  WriteRegDWORD SHCTX "${ENTRY}" "NoRepair" 1

  WriteRegStr SHCTX "Software\Classes\.coorddesk" "" "${CLASS}"
  WriteRegStr SHCTX "Software\Classes\.coorddesk" "Content Type" "application/vnd.coorddesk.desk+zip"
  WriteRegStr SHCTX "Software\Classes\${CLASS}" "" "$(ArchiveName)"
  WriteRegStr SHCTX "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\app\CoordDesk.exe,0"
  WriteRegStr SHCTX "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\app\CoordDesk.exe" "%1"'
  WriteRegStr SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\coorddesk.exe" "" "$INSTDIR\app\CoordDesk.exe"
  !insertmacro TellExplorer
SectionEnd

Section "$(OnDesktop)" SecDesktop
  CreateShortCut "$DESKTOP\CoordDesk.lnk" "$INSTDIR\app\CoordDesk.exe"
SectionEnd

SectionGroup /e "$(PublicPc)"
Section /o "$(KioskEntry)" SecKiosk
  CreateShortCut "$SMPROGRAMS\CoordDesk Kiosk.lnk" "$INSTDIR\app\CoordDesk.exe" "--kiosk"
SectionEnd
Section /o "$(KioskStart)" SecStart
  CreateShortCut "$SMSTARTUP\CoordDesk Kiosk.lnk" "$INSTDIR\app\CoordDesk.exe" "--kiosk"
SectionEnd
SectionGroupEnd

Function .onInit
  ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    !insertmacro Leave "$(TooOld)" ${CODE_WINDOWS}
  ${EndIf}
  ${GetParameters} $R0
  StrCpy $R2 "asked"
  ${If} $INSTDIR == "${USUAL}" ; no /D; asked before it means everybody's, as those folders have the same names
    StrCpy $R2 "usual"
  ${EndIf}
  StrCpy $Everybody 0
  ClearErrors
  ${GetOptions} $R0 "/AllUsers" $0
  ${IfNot} ${Errors}
    StrCpy $Everybody 1
  ${EndIf}
  !insertmacro SettleRights "$EXEPATH" "$R0"
  SetRegView 64
  ReadRegStr $R1 SHCTX "${ENTRY}" "InstallLocation"
  ${If} $R2 == "usual"
    Call ChooseFolder
  ${EndIf}
  ${If} $R1 != ""
    Call RefuseOlder
    Call KeepChoices
  ${EndIf}
  Call HearChoices
FunctionEnd

Function ChooseFolder ; where it lies already, or where such programs lie
  ${If} $R1 != ""
    StrCpy $INSTDIR $R1
  ${ElseIf} $Everybody == 1
    StrCpy $INSTDIR "$PROGRAMFILES64\CoordDesk"
  ${EndIf}
FunctionEnd

Function RefuseOlder ; a desk that the newer one has opened could not be opened by this one
  ReadRegStr $0 SHCTX "${ENTRY}" "DisplayVersion"
  ${VersionCompare} "${VERSION}" "$0" $1
  ${If} $1 == 2
    !insertmacro Leave "$(IsNewer)" ${CODE_NEWER}
  ${EndIf}
FunctionEnd

!macro KeepChoice SECTION FILE
  ${If} ${FileExists} "${FILE}"
    !insertmacro SelectSection ${SECTION}
  ${Else}
    !insertmacro UnselectSection ${SECTION}
  ${EndIf}
!macroend

Function KeepChoices ; an upgrade brings back no icon that was thrown away
  !insertmacro KeepChoice ${SecDesktop} "$DESKTOP\CoordDesk.lnk"
  !insertmacro KeepChoice ${SecKiosk} "$SMPROGRAMS\CoordDesk Kiosk.lnk"
  !insertmacro KeepChoice ${SecStart} "$SMSTARTUP\CoordDesk Kiosk.lnk"
FunctionEnd

!macro HearChoice OPTION MACRO SECTION
  ClearErrors
  ${GetOptions} $R0 "${OPTION}" $0
  ${IfNot} ${Errors}
    !insertmacro ${MACRO} ${SECTION}
  ${EndIf}
!macroend

Function HearChoices
  !insertmacro HearChoice "/NoDesktop" UnselectSection ${SecDesktop}
  !insertmacro HearChoice "/Kiosk" SelectSection ${SecKiosk}
  !insertmacro HearChoice "/KioskAutostart" SelectSection ${SecStart}
FunctionEnd

Function MendLastTime ; a setup that was cut short between the two renames, or before
  ${If} ${FileExists} "$INSTDIR\app.old\*.*"
    ${If} ${FileExists} "$INSTDIR\app\*.*"
      RMDir /r "$INSTDIR\app.old"
    ${Else}
      Rename "$INSTDIR\app.old" "$INSTDIR\app"
    ${EndIf}
  ${EndIf}
  RMDir /r "$INSTDIR\app.new"
  ${If} ${FileExists} "$INSTDIR\app\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\app\CoordDesk.exe"
    !insertmacro Leave "$(NotOurs)" ${CODE_FOLDER}
  ${EndIf}
FunctionEnd

Function TakePlace ; the new program becomes the program, or the old one stays
  ${If} ${FileExists} "$INSTDIR\app\*.*"
    StrCpy $0 0
    ${Do}
      ClearErrors
      Rename "$INSTDIR\app" "$INSTDIR\app.old"
      ${IfNot} ${Errors}
        ${ExitDo}
      ${EndIf}
      IntOp $0 $0 + 1
      ${If} $0 < 20 ; a virus scanner lets go of it sooner or later
        Sleep 500
      ${Else}
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IsHeld)" /SD IDCANCEL IDRETRY +2
        Abort
      ${EndIf}
    ${Loop}
  ${EndIf}
  ClearErrors
  Rename "$INSTDIR\app.new" "$INSTDIR\app"
  ${If} ${Errors}
    Rename "$INSTDIR\app.old" "$INSTDIR\app"
    MessageBox MB_OK|MB_ICONSTOP "$(NotDone)" /SD IDOK
    Abort
  ${EndIf}
  RMDir /r "$INSTDIR\app.old"
FunctionEnd

Function .onInstFailed
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\app.new"
  RMDir "$INSTDIR"
FunctionEnd

Function StartProgram
  ${If} $Everybody == 1
    Exec '"$WINDIR\explorer.exe" "$INSTDIR\app\CoordDesk.exe"' ; as who is signed in, not as the administrator
  ${Else}
    Exec '"$INSTDIR\app\CoordDesk.exe"'
  ${EndIf}
FunctionEnd

; ---- Removal: the program and its entries, never a desk ----------------------------------------------------------------------

Section "Uninstall"
  Call un.WaitUntilClosed
  Delete "$DESKTOP\CoordDesk.lnk"
  Delete "$SMPROGRAMS\CoordDesk.lnk"
  Delete "$SMPROGRAMS\CoordDesk Kiosk.lnk"
  Delete "$SMSTARTUP\CoordDesk Kiosk.lnk"
  DeleteRegKey SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\coorddesk.exe"
  DeleteRegKey SHCTX "Software\Classes\${CLASS}"
  ReadRegStr $0 SHCTX "Software\Classes\.coorddesk" ""
  ${If} $0 == "${CLASS}"
    DeleteRegKey SHCTX "Software\Classes\.coorddesk"
  ${EndIf}
  !insertmacro TellExplorer
  SetOutPath "$TEMP"
  Rename "$INSTDIR\app" "$INSTDIR\app.old" ; at once nothing, rather than a program with holes
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\app.old"
  RMDir /r "$INSTDIR\app.new"
  RMDir "$INSTDIR" ; if nothing else is in it
  DeleteRegKey SHCTX "${ENTRY}"
SectionEnd

Function un.onInit
  SetRegView 64
  ${GetParent} "$INSTDIR" $INSTDIR ; from ...\app, where it lies
  StrCpy $Everybody 0
  ReadRegStr $0 HKLM "${ENTRY}" "InstallLocation"
  ${If} $0 == $INSTDIR
    StrCpy $Everybody 1
  ${EndIf}
  !insertmacro SettleRights "$INSTDIR\app\uninstall.exe" ""
FunctionEnd
