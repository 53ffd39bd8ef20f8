/** What `--help` prints. */
export const help = `inscriptions — the service behind support@laclasse.com

Usage: npx inscriptions COMMAND …

  read FILE… [--json]        Read forms (spreadsheets, documents, mails) and print what was understood.
  sort FILE.eml… [--json]    Say what each mail is, and whether it may be answered. Sends nothing.
  start [--role ROLE]        Run the service. Roles: all (default), web, workers, watcher.
  start --dry-run            Report what would be read and answered in the mailbox. Writes and sends nothing.
  ingest FILE.eml…           Put mails into the service as if they had arrived (needs DATABASE_URL).
  demo [--once] [--laclasse] Watch the main job happen, on this computer alone.
  template --commune INSEE   Write the model form, blank or pre-filled.
  preview REFERENCE KIND     Show the answer of that kind for a request, without sending it.
  import-directory FILE.csv  Import the official list of schools (a file, or its address).
  import-conventions FILE.csv  Import the communes' conventions.
  replies list|release|cancel  The answers that wait for somebody: held, kept back, refused.
  brakes list [--all]        Show the brakes on our replies, and what they hold.
  brakes pull --reason TEXT --by NAME  Hold all replies, until this brake is lifted.
  brakes lift ID --by NAME --send|--cancel  Lift one; the replies it holds are sent, or cancelled.
  add-agent LOGIN            Let somebody into the agents' pages (password on standard input).
  migrate                    Bring the database schema up to date.
  --help, --version

Exit codes: 0 done, 1 it failed, 2 the command was wrong.
Settings are environment variables: see .env.example.`;
