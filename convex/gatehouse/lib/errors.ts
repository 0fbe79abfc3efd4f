import { ConvexError } from "convex/values";
import { isObject } from "../../../webhooks/json";

/** Codes the console can act on; the message is for the person reading it. */
export type ErrorCode =
  | "not_signed_in"
  | "not_operator"
  | "role_missing"
  | "not_found"
  | "invalid_input"
  | "changed_meanwhile"
  | "user_deleted"
  | "app_fields_missing"
  | "already_running"
  | "workos_failed";

export type AppError = ConvexError<{ code: ErrorCode; message: string }>;

/** An error whose text reaches the caller, unlike other errors, which Convex redacts in production. */
export function appError(code: ErrorCode, message: string): AppError {
  return new ConvexError({ code, message });
}

/** What an error says to a person, one of ours without its code. */
export function messageOf(error: unknown): string {
  if (error instanceof ConvexError) {
    const data: unknown = error.data;
    if (isObject(data) && typeof data["message"] === "string") return data["message"];
  }
  return error instanceof Error ? error.message : String(error);
}
