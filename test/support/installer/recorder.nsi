# Stands where the packaged node.exe lies: writes down what it was called with, says a sentence, and ends as it is told to.
Unicode true
Target amd64-unicode
OutFile "${OUT}"
SilentInstall silent
RequestExecutionLevel user
!include LogicLib.nsh
Section
  FileOpen $0 "$EXEDIR\calls.txt" a
  FileSeek $0 0 END
  FileWrite $0 "$CMDLINE$\n"
  FileClose $0
  # Wherever it was copied to: as what it was run.
  ReadEnvStr $1 RECORD_RUN
  ${If} $1 != ""
    FileOpen $0 $1 a
    FileSeek $0 0 END
    FileWrite $0 $EXEFILE
    FileClose $0
  ${EndIf}
  # What would bring code of the user's into Node.
  ReadEnvStr $1 NODE_OPTIONS
  ReadEnvStr $2 OPENSSL_CONF
  FileOpen $0 "$EXEDIR\surroundings.txt" w
  FileWrite $0 "NODE_OPTIONS=$1 OPENSSL_CONF=$2"
  FileClose $0
  StrCpy $1 "0"
  ClearErrors
  FileOpen $0 "$EXEDIR\end-with.txt" r
  IfErrors +3
  FileRead $0 $1
  FileClose $0
  # 1 is a refusal, which says what is next; 2 a program that is damaged.
  ${If} $1 == 1
    System::Call 'kernel32::GetStdHandle(i -11) p .r2'
    FileWrite $2 "SERVICE_CALL_FAILED: no.$\nNext: try "
    # A quotation mark as Node writes it, in UTF-8.
    FileWriteByte $2 0xE2
    FileWriteByte $2 0x80
    FileWriteByte $2 0x9C
    FileWrite $2 "again.$\n"
  ${EndIf}
  SetErrorLevel $1
SectionEnd
