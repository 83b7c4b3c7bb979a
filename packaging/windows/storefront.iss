; The installer of the store app for Windows, by Inno Setup 6. docs/install.md says how it is built and what was not run.
; Its input is the folder that `python -m installer folders` makes on Windows.
#define Root SourcePath + "..\..\"
#define Handle FileOpen(Root + "dist\storefront\_internal\version")
#define Version Trim(FileRead(Handle))
#expr FileClose(Handle)

[Setup]
AppId={{5D3B7F5C-9B44-4A5E-9C2E-6B1E0D7C4C11}
AppName=Storefront
AppVersion={#Version}
VersionInfoVersion={#Version}
AppPublisher=Storefront
DefaultDirName={autopf}\Storefront
DisableDirPage=yes
DefaultGroupName=Storefront
DisableProgramGroupPage=yes
OutputDir={#Root}dist
OutputBaseFilename=storefront-{#Version}-setup
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
PrivilegesRequired=admin
Compression=lzma2
SolidCompression=yes
LicenseFile={#Root}LICENSE
; A register that sells keeps the files that it runs from: the app is asked to close, never killed.
CloseApplications=yes
RestartApplications=no
UninstallDisplayIcon={app}\storefront.exe

[Files]
Source: "{#Root}dist\storefront\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "{#Root}LICENSE"; DestDir: "{app}"
Source: "{#Root}packaging\windows\agent-task.xml"; DestDir: "{app}"

[Tasks]
Name: "kiosk"; Description: "Open over the whole screen when somebody signs on"; Flags: unchecked
Name: "agent"; Description: "Send what happened also while the app is closed"

[Icons]
Name: "{group}\Storefront"; Filename: "{app}\storefront.exe"
Name: "{autodesktop}\Storefront"; Filename: "{app}\storefront.exe"
Name: "{commonstartup}\Storefront"; Filename: "{app}\storefront.exe"; Parameters: "--full-screen"; Tasks: kiosk

[Run]
; It names the folder of the programs, which nobody may choose for that.
Filename: "schtasks.exe"; Parameters: "/Create /F /TN ""Storefront agent"" /XML ""{app}\agent-task.xml"""; Flags: runhidden; Tasks: agent

[UninstallRun]
Filename: "schtasks.exe"; Parameters: "/Delete /F /TN ""Storefront agent"""; Flags: runhidden; RunOnceId: "agent"

; %LOCALAPPDATA%\Storefront, with the journal, is in no section: removing the app leaves it.

[Code]
function VersionNumber(Text: String): Int64;
var
  Packed: Int64;
begin
  if StrToVersion(Text, Packed) then Result := Packed else Result := 0;
end;

function InitializeSetup(): Boolean;
var
  Installed: String;
begin
  Result := True;
  if RegQueryStringValue(HKLM, 'Software\Microsoft\Windows\CurrentVersion\Uninstall\{5D3B7F5C-9B44-4A5E-9C2E-6B1E0D7C4C11}_is1',
    'DisplayVersion', Installed) then
    if ComparePackedVersion(VersionNumber(Installed), VersionNumber('{#Version}')) > 0 then
    begin
      MsgBox('Storefront {#Version} is older than ' + Installed + ', whose data are on this machine: it would not ' +
        'understand them. Nothing was changed.', mbError, MB_OK);
      Result := False;
    end;
end;

function InitializeUninstall(): Boolean;
var
  Code: Integer;
begin
  Result := True;
  if not Exec(ExpandConstant('{app}\storefront.exe'), 'unsent', '', SW_HIDE, ewWaitUntilTerminated, Code) then
    Code := 3;
  if Code <> 0 then
    Result := MsgBox('Something on this machine has not reached head office, or nobody can say. The data stay in your ' +
      'profile; without the app they are not sent. Remove the app?', mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES;
end;
