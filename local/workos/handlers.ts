import type { HttpHandler } from "msw";
import { createApi } from "./api/api";
import { authenticateHandlers } from "./api/authenticate";
import { authorizeHandlers } from "./api/authorize";
import { controlHandlers } from "./api/control";
import { corsHandlers } from "./api/cors";
import { corsOriginHandlers } from "./api/corsOrigins";
import { errorPageHandlers } from "./api/errorPages";
import { eventHandlers } from "./api/events";
import { gates } from "./api/gates";
import { hostedHandlers } from "./api/hosted";
import { jwksHandlers } from "./api/jwks";
import { jwtTemplateHandlers } from "./api/jwtTemplate";
import { redirectUriHandlers } from "./api/redirectUris";
import { sessionHandlers } from "./api/sessions";
import { userHandlers } from "./api/users";
import { webhookEndpointHandlers } from "./api/webhookEndpoints";
import type { Model } from "./model/model";
import { createDispatcher, type Dispatcher } from "./webhooks/dispatcher";

export interface HandlerOptions {
  /** Origin the API answers under, without a final slash; default WorkOS's own. */
  readonly baseUrl?: string;
  /** Delivers the webhooks; default one of its own, which lives as long as the process. */
  readonly dispatcher?: Dispatcher;
}

const AREAS = [
  gates,
  corsHandlers,
  authorizeHandlers,
  hostedHandlers,
  errorPageHandlers,
  authenticateHandlers,
  jwksHandlers,
  sessionHandlers,
  userHandlers,
  eventHandlers,
  redirectUriHandlers,
  corsOriginHandlers,
  webhookEndpointHandlers,
  jwtTemplateHandlers,
  controlHandlers,
];

/**
 * WorkOS as msw handlers over one model.
 * @example setupServer(...workosHandlers(createModel()))
 */
export function workosHandlers(model: Model, options: HandlerOptions = {}): HttpHandler[] {
  const dispatcher = options.dispatcher ?? createDispatcher(model);
  const api = createApi(model, dispatcher, options.baseUrl ?? "https://api.workos.com");
  return AREAS.flatMap((area) => area(api));
}
