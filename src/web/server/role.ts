import type { AgentRole } from '../../store/desk/agents.js';

/** Each may do all that those before it may. */
export const roles = ['reader', 'agent', 'supervisor'] as const satisfies readonly AgentRole[];

export const roleNames: Record<AgentRole, string> = {
  reader: 'Lecture seule',
  agent: 'Agent',
  supervisor: 'Responsable',
};

export function isRole(text: string): text is AgentRole {
  return (roles as readonly string[]).includes(text);
}

/** `holds('agent', 'reader')`: an agent may do what a reader may. */
export function holds(role: AgentRole, needed: AgentRole): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}
