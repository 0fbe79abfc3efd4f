import type { RaRecord } from "react-admin";
import type { FunctionArgs, FunctionReturnType, PaginationResult } from "convex/server";
import { api } from "../../convex/_generated/api";
import { call, type Call } from "./calls";
import type { ListParams } from "./cursors";
import { deliveryFilter } from "./deliveryFilter";
import { signInFilter } from "./signInFilter";
import { userFilter } from "./userFilter";

type Row<Page> = Page extends PaginationResult<infer R> ? R : never;
type UserRow = Row<FunctionReturnType<typeof api.gatehouse.users.list>>;
type UserDetail = NonNullable<FunctionReturnType<typeof api.gatehouse.users.get>>;
type WithId<R> = R & { id: string };

/** A user as lists show them. `id` is the WorkOS id: the one people find in logs. */
export type UserRecord = WithId<UserRow>;
/** A user as their page shows them. Coming from a list, the details may still be on their way. */
export type UserDetailRecord = UserRecord & Partial<Omit<UserDetail, keyof UserRow>>;
/** What users can be sorted by. */
export type UserSort = FunctionArgs<typeof api.gatehouse.users.list>["sort"]["field"];
type DeliveryRow = Row<FunctionReturnType<typeof api.gatehouse.inbox.list>>;
type DeliveryDetail = NonNullable<FunctionReturnType<typeof api.gatehouse.inbox.get>>;

/** A received event as lists show it. `id` is WorkOS's event id. */
export type DeliveryRecord = WithId<DeliveryRow>;
/** A received event as its own page shows it; details may still be on their way. */
export type DeliveryDetailRecord = DeliveryRecord &
  Partial<Omit<DeliveryDetail, keyof DeliveryRow>>;
/** A sign-in as lists show it. `id` is the id of the WorkOS event that told of it. */
export type SignInRecord = WithId<Row<FunctionReturnType<typeof api.gatehouse.signIns.list>>>;
/** A difference between WorkOS and a row here, as lists show it. */
export type DriftRecord = WithId<Row<FunctionReturnType<typeof api.gatehouse.drift.list>>>;
export type AuditRecord = WithId<Row<FunctionReturnType<typeof api.gatehouse.audit.list>>>;

/** How a react-admin resource is read from Convex. */
export interface ResourceBinding {
  list(params: ListParams, cursor: string | null): Call<PaginationResult<RaRecord>>;
  one?(id: string): Call<RaRecord | null>;
}

/** The console's resources; the data provider and the live cache both read through these. */
export const resources: Readonly<Record<string, ResourceBinding>> = {
  users: {
    list: (params, cursor) =>
      page(
        call(api.gatehouse.users.list, {
          ...paging(params, cursor),
          sort: {
            field: params.sort.field as UserSort,
            order: params.sort.order === "ASC" ? "asc" : "desc",
          },
          filter: userFilter(params.filter, Date.now()),
        }),
        (user) => user.workosId,
      ),
    one: (id) =>
      mapCall(
        call(api.gatehouse.users.get, { id }),
        (user) => user && { ...user, id: user.workosId },
      ),
  },
  inbox: {
    list: (params, cursor) =>
      page(
        call(api.gatehouse.inbox.list, {
          ...paging(params, cursor),
          filter: deliveryFilter(params.filter, Date.now()),
        }),
        (row) => row.eventId,
      ),
    one: (eventId) =>
      mapCall(call(api.gatehouse.inbox.get, { eventId }), (row) => row && { ...row, id: eventId }),
  },
  signIns: {
    list: (params, cursor) =>
      page(
        call(api.gatehouse.signIns.list, {
          ...paging(params, cursor),
          filter: signInFilter(params.filter, Date.now()),
        }),
        (row) => row.eventId,
      ),
  },
  drift: {
    list: (params, cursor) =>
      page(
        call(api.gatehouse.drift.list, { ...paging(params, cursor), filter: params.filter }),
        (row) => row._id,
      ),
  },
  audit: {
    list: (params, cursor) =>
      page(
        call(api.gatehouse.audit.list, { ...paging(params, cursor), filter: params.filter }),
        (row) => row._id,
      ),
  },
};

/** A list's answer in react-admin's shape. */
export function toListResult<R>(page: PaginationResult<R>, { pagination }: ListParams) {
  return {
    data: page.page,
    pageInfo: { hasNextPage: !page.isDone, hasPreviousPage: pagination.page > 1 },
  };
}

function paging({ pagination }: ListParams, cursor: string | null) {
  return { paginationOpts: { numItems: pagination.perPage, cursor } };
}

function page<R>(source: Call<PaginationResult<R>>, idOf: (row: R) => string) {
  return mapCall(source, (result) => ({
    ...result,
    page: result.page.map((row) => ({ ...row, id: idOf(row) })),
  }));
}

function mapCall<A, B>(source: Call<A>, change: (value: A) => B): Call<B> {
  return {
    query: async (client) => change(await source.query(client)),
    watch: (client) => {
      const watch = source.watch(client);
      return {
        onUpdate: (callback) => watch.onUpdate(callback),
        journal: () => watch.journal(),
        localQueryResult: () => {
          const value = watch.localQueryResult();
          return value === undefined ? undefined : change(value);
        },
      };
    },
  };
}
