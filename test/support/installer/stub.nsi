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
Var installMode

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

Function .onInit
  StrCpy $INSTDIR "$EXEDIR\installed"
  !insertmacro readMode
FunctionEnd
Function un.onInit
  !insertmacro readMode
FunctionEnd

Section
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
