import type { ColumnType, Generated } from 'kysely';

type Json<Value> = ColumnType<Value, string, string>;

/** What an agent may do: look; look and decide; and look after accounts and settings too. */
export type AgentRole = 'reader' | 'agent' | 'supervisor';

/** The tab of the queue that a request's status and reasons put it in; null when nobody is waited for. */
export type QueueTab = 'to-decide' | 'awaiting-commune' | 'sender' | 'unreadable' | 'undelivered';

export type DeskTables = {
  agent: {
    id: string;
    /** Lower case. */
    login: string;
    name: string;
    role: AgentRole;
    /** argon2id, in PHC form; null when the account enters by OpenID Connect only. */
    password_hash: string | null;
    oidc_subject: string | null;
    is_disabled: Generated<boolean>;
    created_at: Generated<Date>;
  };
  agent_session: {
    /** SHA-256, in hexadecimal, of the identifier that the cookie holds. */
    id_hash: string;
    agent_id: string;
    created_at: Date;
    last_seen_at: Date;
    expires_at: Date;
  };
  login_throttle: { subject: string; failures: number; last_failure_at: Date };
  request_past: {
    request_id: string;
    version: number;
    status: string;
    commune_insee: string | null;
    left_at: Generated<Date>;
  };
  assignment: { request_id: string; agent_id: string; taken_at: Date; expires_at: Date };
  agent_action: {
    id: string;
    request_id: string | null;
    agent_id: string;
    verb: string;
    facts: Json<Record<string, unknown>>;
    /** What undoing restores. */
    before: Json<Record<string, unknown>>;
    /** The request's version that this action made: undone only while it is still that one. */
    version_after: number | null;
    done_at: Date;
    undo_until: Date;
    undone_at: Date | null;
    undone_by: string | null;
  };
  reading_edit: {
    sequence: Generated<number>;
    reading_id: string;
    field: string;
    value: string | null;
    /** The last edit of this field is taken back: what the commune wrote counts again. */
    is_withdrawn: Generated<boolean>;
    agent_id: string;
    edited_at: Date;
  };
  reread: {
    message_id: string;
    agent_id: string;
    asked_at: Date;
    hinted_at: Generated<Date>;
    failures: Generated<number>;
    done_at: Date | null;
  };
  audit_entry: {
    sequence: number;
    at: Date;
    agent_id: string | null;
    verb: string;
    request_id: string | null;
    facts: Json<Record<string, unknown>>;
    previous_hash: string;
    hash: string;
  };
  /** What pages show of strangers' messages, prepared by a child. */
  shown_part: { message_id: string; part: string; shape: number; shown: Json<unknown> };
  request_search: { request_id: string; words: string };
};
