import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';

const { uid, gid, username } = userInfo();
const isRoot = uid === 0;

/** Whose files the mail is: ours, or Debian's `mail` when we are root (Dovecot refuses root's). */
export const MAIL_ACCOUNT = isRoot ? { uid: 8, gid: 8 } : { uid, gid };

/** The configuration (Dovecot 2.3) of a server that lives in `folder` and listens on 127.0.0.1:`port`. */
export function dovecotSettings(folder: string, port: number): string {
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
${isRoot ? '' : `default_internal_user = ${username}\ndefault_internal_group = ${groupName()}\ndefault_login_user = ${username}`}
first_valid_uid = 1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
mail_location = maildir:${folder}/mail/%u
mail_fsync = never
mail_max_userip_connections = 200
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${MAIL_ACCOUNT.uid} gid=${MAIL_ACCOUNT.gid} home=${folder}/home
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
namespace inbox {
  inbox = yes
  separator = /
}
`;
}

/** Dovecot takes groups by name only. */
function groupName(): string {
  return spawnSync('id', ['-gn'], { encoding: 'utf8' }).stdout.trim();
}
