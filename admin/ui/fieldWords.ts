const FIELDS: Readonly<Record<string, string>> = {
  email: "e-mail",
  emailVerified: "e-mail verified",
  name: "name",
  firstName: "first name",
  lastName: "last name",
  avatarUrl: "picture",
  locale: "language",
  externalId: "external id",
  createdAt: "created",
  lastSignInAt: "last sign-in",
  deletedAt: "deleted",
};

/** A field of a user's row in people's words; an unknown one by its own name. */
export function fieldWords(name: string): string {
  return FIELDS[name] ?? name;
}
