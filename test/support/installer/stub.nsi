# What electron-builder's template gives installer.nsh, and no more: compiled with -DINCLUDED, -DRECORDER, -DOUT.
Unicode true
Target amd64-unicode
Name "MyL.Zip SSL"
OutFile "${OUT}"
RequestExecutionLevel user
ShowInstDetails nevershow
!define PRODUCT_NAME "MyL.Zip SSL"
!include LogicLib.nsh
!include FileFunc.nsh
!addincludedir "${TEMPLATES}"
!define APP_EXECUTABLE_FILENAME "MyL.Zip SSL.exe"
LangString appRunning 1033 "It runs."
LangString appClosing 1033 "It is closed."
LangString appCannotBeClosed 1033 "It cannot be closed."
LangString uninstallFailed 1033 "It cannot be uninstalled."
Var installMode
Var appExe
!define INSTALL_REGISTRY_KEY "Software\mylzip-ssl-stub"
!define UNINSTALL_REGISTRY_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\mylzip-ssl-stub"
# Of plug-ins that only electron-builder brings along.
!define StdUtils.GetParentPath `!insertmacro parentOf`
!macro parentOf RESULT PATH
  Push `${PATH}`
  Call GetFileParent
  Pop ${RESULT}
!macroend
!define isDeleteAppData `1 == 2`

!macro _isUpdated _a _b _t _f
  ${GetParameters} $R9
  ClearErrors
  ${GetOptions} $R9 "--updated" $R8
  IfErrors `${_f}` `${_t}`
!macroend
!define isUpdated `"" isUpdated ""`

!macro readMode
  ${GetParameters} $R9
  ClearErrors
  ${GetOptions} $R9 "/allusers" $R8
  ${If} ${Errors}
    StrCpy $installMode "CurrentUser"
  ${Else}
    StrCpy $installMode "all"
  ${EndIf}
!macroend

!include "${INCLUDED}"
# What electron-builder looks for running programs with.
!include "allowOnlyOneInstallerInstance.nsh"
# And uninstalls older versions with.
!include "installUtil.nsh"

Function .onInit
  StrCpy $INSTDIR "$EXEDIR\installed"
  !insertmacro readMode
  StrCpy $appExe "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  ${If} $installMode == "all"
    SetShellVarContext all
  ${EndIf}
FunctionEnd
Function un.onInit
  !insertmacro readMode
FunctionEnd

Section
  ${If} ${FileExists} "$EXEDIR\look-for-running-programs"
    !insertmacro CHECK_APP_RUNNING
  ${EndIf}
  # As in electron-builder's installSection.nsh.
  !insertmacro uninstallOldVersion SHELL_CONTEXT
  !insertmacro handleUninstallResult SHELL_CONTEXT
  ${If} $installMode == "all"
    !insertmacro uninstallOldVersion HKEY_CURRENT_USER
    !insertmacro handleUninstallResult HKEY_CURRENT_USER
  ${EndIf}
  SetOutPath "$INSTDIR\resources\service"
  File /oname=node.exe "${RECORDER}"
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\uninstall.exe"
SectionEnd

Section Uninstall
  !insertmacro customUnInstall
  FileOpen $0 "$INSTDIR\files-were-removed" w
  FileClose $0
SectionEnd
