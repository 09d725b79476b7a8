# Takes the place of electron-builder's macro of this name. For everybody's program that would run, with an administrator's rights,
# what the registry of the person names as the uninstaller of their own copy, and any program of theirs may write there. To delete the
# name before would leave the moment in between. So their copy stays, until its person removes it.
!macro uninstallOldVersion ROOT_KEY
  !if "${ROOT_KEY}" == "HKEY_CURRENT_USER"
    StrCpy $R0 0
    ClearErrors
  !else
    Push "${ROOT_KEY}"
    Call uninstallOldVersion
  !endif
!macroend
