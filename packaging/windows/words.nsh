; What the setup says, in both languages.

!macro Say NAME ENGLISH FRENCH
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
  LangString ${NAME} ${LANG_FRENCH} "${FRENCH}"
!macroend

!insertmacro Say WelcomeTitle "CoordDesk ${VERSION}" "CoordDesk ${VERSION}"
!insertmacro Say WelcomeText \
  "This sets up CoordDesk for you on this PC. No administrator is needed.$\r$\n$\r$\nIf CoordDesk is here already, it is brought up to date. Your desks, backups and settings stay as they are." \
  "CoordDesk va être installé pour vous sur ce PC. Aucun droit d’administrateur n’est nécessaire.$\r$\n$\r$\nSi CoordDesk est déjà là, il est mis à jour. Vos bureaux, sauvegardes et réglages restent tels qu’ils sont."
!insertmacro Say FinishTitle "CoordDesk is ready" "CoordDesk est prêt"
!insertmacro Say FinishText \
  "You will find it in the Start menu. To remove it: Settings, Apps." \
  "Vous le trouverez dans le menu Démarrer. Pour le supprimer : Paramètres, Applications."
!insertmacro Say OnDesktop "Icon on the desktop" "Icône sur le bureau de Windows"
!insertmacro Say PublicPc "For a public PC" "Pour un PC en libre accès"
!insertmacro Say KioskEntry "Kiosk in the Start menu" "Borne dans le menu Démarrer"
!insertmacro Say KioskStart "Open the kiosk at sign-in" "Ouvrir la borne à l’ouverture de session"
!insertmacro Say ArchiveName "CoordDesk desk archive" "Archive de bureau CoordDesk"
!insertmacro Say RemoveText \
  "CoordDesk will be removed from this PC. Your desks, backups and settings stay in your own folder (AppData\Local\CoordDesk)." \
  "CoordDesk va être supprimé de ce PC. Vos bureaux, sauvegardes et réglages restent dans votre dossier (AppData\Local\CoordDesk)."
!insertmacro Say IsOpen \
  "CoordDesk is open. Close its window (on this PC, for everybody who is signed in), then choose Retry.$\r$\n$\r$\nNothing has been changed yet." \
  "CoordDesk est ouvert. Fermez sa fenêtre (sur ce PC, pour toutes les sessions ouvertes), puis choisissez Réessayer.$\r$\n$\r$\nRien n’a encore été modifié."
!insertmacro Say IsHeld \
  "Another program is using a file in $INSTDIR\app. Close it, then choose Retry. CoordDesk works as before meanwhile." \
  "Un autre programme utilise un fichier de $INSTDIR\app. Fermez-le, puis choisissez Réessayer. En attendant, CoordDesk fonctionne comme avant."
!insertmacro Say NotDone \
  "CoordDesk could not be put into $INSTDIR. What was there before is there again." \
  "CoordDesk n’a pas pu être installé dans $INSTDIR. Ce qui y était auparavant y est de nouveau."
!insertmacro Say NotOurs \
  "$INSTDIR has a folder called app that is not CoordDesk's. Choose another folder." \
  "$INSTDIR contient un dossier app qui n’est pas celui de CoordDesk. Choisissez un autre dossier."
!insertmacro Say IsNewer \
  "A newer CoordDesk ($0) is on this PC. This setup brings ${VERSION}, which could not open the desks of the newer one. Nothing has been changed." \
  "Un CoordDesk plus récent ($0) est sur ce PC. Cette installation apporte la version ${VERSION}, qui ne pourrait pas ouvrir ses bureaux. Rien n’a été modifié."
!insertmacro Say NeedsRights \
  "Setting CoordDesk up or removing it for everybody needs an administrator. Without /AllUsers it is set up for you alone, and needs none." \
  "Installer ou supprimer CoordDesk pour tout le monde demande un administrateur. Sans /AllUsers, il est installé pour vous seul, sans droit particulier."
!insertmacro Say TooOld \
  "CoordDesk needs Windows 10 of autumn 2018 (version 1809) or later. Nothing has been changed." \
  "CoordDesk demande Windows 10 de l’automne 2018 (version 1809) ou plus récent. Rien n’a été modifié."
