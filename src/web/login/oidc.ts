import * as client from 'openid-client';
import type { AgentRole } from '../../store/desk/agents.js';
import { roles } from '../server/role.js';

export type OidcSettings = {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  /** What the button says, e.g. « Connexion Métropole ». */
  label: string;
  /** The claim that lists the groups of a person. */
  groupsClaim: string;
  /** The group that gives each role. */
  groups: Record<AgentRole, string>;
};

/** What must be remembered between leaving for the provider and coming back. */
export type OidcJourney = { state: string; nonce: string; verifier: string; returnTo: string };

/** A person as the provider tells; `role` is null when no group of theirs gives one. */
export type OidcPerson = { subject: string; login: string; name: string; role: AgentRole | null };

export type Oidc = {
  leave(returnTo: string): Promise<{ to: string; journey: OidcJourney }>;
  /** `url` is the whole address the provider sent the browser back to. @throws when the answer is not one to ours. */
  comeBack(url: URL, journey: OidcJourney): Promise<OidcPerson>;
};

/** Code flow with PKCE, state and nonce. The provider is asked for its addresses when first needed, then remembered. */
export function openOidc(settings: OidcSettings, publicUrl: URL): Oidc {
  const redirectUri = new URL('/connexion/oidc/retour', publicUrl).href;
  let found: Promise<client.Configuration> | undefined;
  const discover = async () => {
    found ??= client.discovery(settings.issuer, settings.clientId, settings.clientSecret, undefined, {
      execute: settings.issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [],
      timeout: 10,
    });
    try {
      return await found;
    } catch (error) {
      found = undefined;
      throw error;
    }
  };
  return {
    async leave(returnTo) {
      const verifier = client.randomPKCECodeVerifier();
      const journey = { state: client.randomState(), nonce: client.randomNonce(), verifier, returnTo };
      const to = client.buildAuthorizationUrl(await discover(), {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: journey.state,
        nonce: journey.nonce,
      });
      return { to: to.href, journey };
    },
    async comeBack(url, { state, nonce, verifier }) {
      const configuration = await discover();
      const back = new URL(redirectUri);
      back.search = url.search;
      const tokens = await client.authorizationCodeGrant(configuration, back, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = { ...tokens.claims() } as Record<string, unknown>;
      const subject = String(claims['sub']);
      const hasUserInfo = configuration.serverMetadata().userinfo_endpoint !== undefined;
      const more = hasUserInfo ? await client.fetchUserInfo(configuration, tokens.access_token, subject) : {};
      return personOf({ ...claims, ...more }, subject, settings);
    },
  };
}

function personOf(claims: Record<string, unknown>, subject: string, settings: OidcSettings): OidcPerson {
  const text = (name: string) => (typeof claims[name] === 'string' ? (claims[name] as string).trim() : '');
  const login = text('email') || text('preferred_username') || subject;
  return {
    subject: `${settings.issuer.href} ${subject}`,
    login,
    name: text('name') || login,
    role: roleOfGroups(claims[settings.groupsClaim], settings.groups),
  };
}

/** The highest role that one of the groups gives. */
export function roleOfGroups(groups: unknown, roleGroups: OidcSettings['groups']): AgentRole | null {
  const held = (Array.isArray(groups) ? groups : [groups]).filter((group) => typeof group === 'string');
  return [...roles].reverse().find((role) => held.includes(roleGroups[role])) ?? null;
}
