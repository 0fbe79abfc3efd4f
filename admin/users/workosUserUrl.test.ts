import { expect, it } from "vitest";
import { workosUserUrl } from "./workosUserUrl";

const cloud = {
  environment: "Production",
  workosHttps: true,
  workosHostname: undefined,
  workosPort: undefined,
} as const;
const local = {
  environment: "Local",
  workosHttps: false,
  workosHostname: "127.0.0.1",
  workosPort: 4100,
} as const;

it.each([
  [cloud, "https://dashboard.workos.com/environment/users/user_1"],
  [
    { ...cloud, workosHostname: "auth.example.com" },
    "https://dashboard.workos.com/environment/users/user_1",
  ],
  [local, "http://127.0.0.1:4100/"],
  [
    { ...local, workosHostname: undefined },
    "https://dashboard.workos.com/environment/users/user_1",
  ],
])("links %j", (env, url) => {
  expect(workosUserUrl(env, "user_1")).toBe(url);
});
