import { ConvexError, v } from "convex/values";

export const serverKey = { serverKey: v.string() };

/** Only our web server knows the key; it has checked who is signed in. */
export function checkServerKey(args: { serverKey: string }): void {
	if (args.serverKey !== process.env.SERVER_KEY) {
		throw new ConvexError({ code: "forbidden", message: "Wrong server key." });
	}
}
