/** How an attempt to send ended badly. */
export type SendFailure =
  /** Try again later. `needsOperator`: our settings or our server are at fault, waiting alone mends nothing. */
  | { kind: 'refused-for-now'; code: string; response: string; needsOperator: boolean }
  /** This mail to this address will not pass: an agent looks. */
  | { kind: 'refused'; code: string; response: string };

/** The little we read of nodemailer's errors. */
export type SmtpError = {
  code?: unknown;
  command?: unknown;
  response?: unknown;
  responseCode?: unknown;
  originalCode?: unknown;
  message?: unknown;
};

/** Errors of our side: name of the server, certificate, account. */
const OUR_FAULTS = new Set(['EAUTH', 'ENOAUTH', 'EOAUTH2', 'ETLS', 'EDNS', 'ECONFIG', 'EREQUIRETLS']);

/** Node’s codes for a certificate nobody vouches for, or for another name, or too old. */
const BAD_CERTIFICATE = /CERT|SIGNATURE|^ERR_(?:TLS|SSL)/;

/** « Relay access denied », « authentication required »: our server does not know us. */
const NOT_OUR_CLIENT = /\brelay|authenticat/i;

/** 552 and 5.3.4: the message is over the server's limit, known from MAIL FROM already. */
const TOO_LARGE = /^552|\b5\.3\.4\b/;

/** Bad sequence of commands: the session lost its way, the mail is sound. */
const LOST_SESSION = 503;

/** A 5xx condemns one mail only where the server speaks of that mail; elsewhere it speaks of us, or of itself. */
function condemnsThisMail(command: string, response: string, responseCode: number): boolean {
  if (responseCode < 500 || responseCode === LOST_SESSION) return false;
  if (command === 'DATA') return true;
  if (command === 'MAIL FROM') return TOO_LARGE.test(response);
  return (
    command === 'RCPT TO' && responseCode !== 530 && responseCode !== 535 && !NOT_OUR_CLIENT.test(response)
  );
}

/** What an error of the SMTP client means for one reply. Unknown errors delay, they never condemn. */
export function sortSmtpFailure(error: SmtpError): SendFailure {
  const response = typeof error.response === 'string' ? error.response : '';
  const responseCode = typeof error.responseCode === 'number' ? error.responseCode : 0;
  const errorCode = typeof error.code === 'string' ? error.code : 'UNKNOWN';
  const command = typeof error.command === 'string' ? error.command : '';
  const code = responseCode === 0 ? errorCode : String(responseCode);

  if (responseCode === 0 && errorCode === 'EMESSAGE')
    return { kind: 'refused', code: 'message_too_large', response };
  if (responseCode === 0 && errorCode === 'EENVELOPE')
    return { kind: 'refused', code: 'bad_address', response };
  if (condemnsThisMail(command, response, responseCode)) return { kind: 'refused', code, response };
  const original = typeof error.originalCode === 'string' ? error.originalCode : '';
  const isOurs = OUR_FAULTS.has(errorCode) || BAD_CERTIFICATE.test(original);
  const isTheServers = responseCode >= 500 && responseCode !== LOST_SESSION;
  return { kind: 'refused-for-now', code, response, needsOperator: isOurs || isTheServers };
}
