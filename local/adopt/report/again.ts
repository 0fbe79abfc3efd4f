/** The command on the same app, as it can be pasted into a shell. */
export const againText = (app: string): string =>
  `npm run adopt -- --app ${/^[\w@%+=:,./\\-]+$/.test(app) ? app : `"${app}"`}`;
