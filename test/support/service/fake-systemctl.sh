#!/bin/sh
# Plays systemctl --user and loginctl for tests: notes what it is asked, and says of the unit what $FAKE_STATE has, if it is started.
printf '%s %s\n' "${0##*/}" "$*" >> "$FAKE_LOG"
case "${0##*/} $*" in
  'loginctl show-user'*) echo no ;;
  *'show --property=Version'*) [ -z "${FAKE_AWAY-}" ] || { echo 'Failed to connect to bus: No medium found' >&2; exit 1; } ;;
  *"${FAKE_REFUSES:-nothing-of-that-name}"*) echo 'Access denied' >&2; exit 4 ;;
  *'show --property=ActiveState'*)
    if [ -n "${FAKE_NO_NAMESPACE-}" ] && grep -q '^PrivateUsers' "$FAKE_UNIT"; then
      printf 'ActiveState=activating\nSubState=auto-restart\nResult=exit-code\nExecMainStatus=226\n'
    else
      printf 'ActiveState=%s\nSubState=x\nMainPID=4711\nUnitFileState=enabled\nResult=exit-code\nExecMainStatus=1\nStatusText=hearing\n' "${FAKE_STATE:-active}"
    fi ;;
esac
