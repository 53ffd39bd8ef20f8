import type { FastifyReply, FastifyRequest } from 'fastify';

/** Named with the prefix that forbids another host, a sub-domain or clear text to set them, whenever the site is https. */
export type Cookies = {
  read(request: FastifyRequest, name: string): string | null;
  /** Kept until the browser closes unless `maxAgeS` says how long. */
  set(reply: FastifyReply, name: string, value: string, maxAgeS?: number): void;
  clear(reply: FastifyReply, name: string): void;
};

export function cookiesOf({ isSecure }: { isSecure: boolean }): Cookies {
  const full = (name: string) => (isSecure ? `__Host-${name}` : name);
  const always = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure } as const;
  return {
    read: (request, name) => request.cookies[full(name)] ?? null,
    set: (reply, name, value, maxAgeS) => {
      void reply.setCookie(
        full(name),
        value,
        maxAgeS === undefined ? always : { ...always, maxAge: maxAgeS },
      );
    },
    clear: (reply, name) => {
      void reply.clearCookie(full(name), always);
    },
  };
}
