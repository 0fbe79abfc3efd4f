/** The look of a button that stays in the background. */
export const QUIET_BUTTON = { minHeight: 24, py: 0, color: "text.secondary" };
