import * as v from 'valibot';

/** An account as its owner sees it. */
export const SessionUser = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  role: v.picklist(['owner', 'member']),
});
export type SessionUser = v.InferOutput<typeof SessionUser>;

/** Who is signed in, and who may make an account: `first` on a server that has none yet. */
export const Session = v.object({
  user: v.nullable(SessionUser),
  signups: v.picklist(['open', 'closed', 'first']),
});
export type Session = v.InferOutput<typeof Session>;

export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;

const email = v.pipe(v.string(), v.maxLength(254));
const password = v.pipe(v.string(), v.maxLength(1024));

export const SignUp = v.object({
  ...{ name: v.pipe(v.string(), v.trim(), v.maxLength(100)), email, password },
  /** What the link of an invitation to a label holds: with it an account can be made where sign-ups are closed. */
  invitation: v.optional(v.pipe(v.string(), v.maxLength(200))),
});
export const SignIn = v.object({ email, password, rememberMe: v.optional(v.boolean()) });
export const ChangePassword = v.object({
  currentPassword: password,
  newPassword: password,
  revokeOtherSessions: v.optional(v.boolean()),
});

/** Answer to a sign-up or sign-in; the session itself is a cookie that scripts cannot read. */
export const SignedIn = v.object({ user: v.looseObject({ id: v.string(), name: v.string(), email: v.string() }) });
