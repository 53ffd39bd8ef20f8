import { z } from 'zod';

/** What we read of laclasse.com's answers, field by field: whatever else they hold is left behind. */
const identifier = z.union([z.string(), z.number()]).transform(String);
const flag = z.boolean().nullish().transform(Boolean);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

export const StructureType = z.object({ id: z.number(), name: text, contrat_type: text, aaf_type: text });
export type StructureType = z.infer<typeof StructureType>;

export const ProfileType = z.object({ id: z.string() });
export type ProfileType = z.infer<typeof ProfileType>;

export const Structure = z.object({
  id: z.string(),
  name: text,
  city: text,
  type: z.number().nullish(),
  aaf_sync_activated: flag,
});
export type Structure = z.infer<typeof Structure>;

export const Profile = z.object({
  id: identifier,
  type: z.string(),
  structure_id: z.string(),
  user_id: z.string(),
});
export type Profile = z.infer<typeof Profile>;

export const Email = z.object({
  id: identifier,
  user_id: z.string(),
  address: z.string(),
  primary: flag,
  type: text,
});
export type Email = z.infer<typeof Email>;

export const Phone = z.object({ id: identifier, number: z.string(), type: text });
export type Phone = z.infer<typeof Phone>;

export const User = z.object({
  id: z.string(),
  login: text,
  firstname: text,
  lastname: text,
  super_admin: flag,
  /** Set by the academic synchronisation: its names are not ours to change. */
  aaf_jointure_id: z.union([z.string(), z.number()]).nullish(),
  profiles: z.array(Profile).default([]),
  emails: z.array(Email).default([]),
  phones: z.array(Phone).default([]),
});
export type User = z.infer<typeof User>;

export const StructureStorage = z.object({
  structure_id: z.string(),
  /** Bytes. */
  size: z.number().min(0),
  is_deleted: flag,
});
export type StructureStorage = z.infer<typeof StructureStorage>;
