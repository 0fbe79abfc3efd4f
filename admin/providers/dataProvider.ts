import type { PaginationResult } from "convex/server";
import type {
  DataProvider,
  GetListParams,
  GetOneParams,
  Identifier,
  RaRecord,
  UpdateParams,
} from "react-admin";
import { api } from "../../convex/_generated/api";
import type { ConsoleClient } from "./calls";
import { chainOf, type CursorMap, type ListParams } from "./cursors";
import { ReadableError, toReadableError } from "./readableError";
import { resources, toListResult, type ResourceBinding } from "./resources";

/**
 * react-admin's verbs, one Convex function each. Cursor pages stand behind page numbers.
 * Every failure is a {@link ReadableError}: a sentence that says what to do.
 *
 * getList  users → users:list · signIns → signIns:list · inbox → inbox:list · audit → audit:list
 * getOne   users → users:get
 * update   users → users:setEnabledAgents
 */
export function createDataProvider(client: ConsoleClient, cursors: CursorMap): DataProvider {
  const provider: DataProvider = {
    async getList<R extends RaRecord>(resource: string, params: GetListParams) {
      const complete = { ...NO_PARAMS, ...params };
      const page = await readPage(client, cursors, resource, complete).catch(inWords);
      return toListResult(page as PaginationResult<R>, complete);
    },
    async getOne<R extends RaRecord>(resource: string, { id }: GetOneParams<R>) {
      const record = await bindingOf(resource).one?.(String(id)).query(client).catch(inWords);
      if (!record) throw notFound(resource, id);
      return { data: record as R };
    },
    async getMany(resource, { ids }) {
      const results = await Promise.all(ids.map((id) => provider.getOne(resource, { id })));
      return { data: results.map(({ data }) => data) };
    },
    async update<R extends RaRecord>(resource: string, { data, previousData }: UpdateParams) {
      if (resource !== "users") throw readOnly(resource);
      const user = await client
        .mutation(api.gatehouse.users.setEnabledAgents, {
          id: previousData._id,
          enabledAgents: data.enabledAgents,
          expected: previousData.enabledAgents,
        })
        .catch(inWords);
      return { data: { ...user, id: user.workosId } as RaRecord as R };
    },
    getManyReference: (resource) => Promise.reject(readOnly(resource)),
    create: (resource) => Promise.reject(readOnly(resource)),
    updateMany: (resource) => Promise.reject(readOnly(resource)),
    delete: (resource) => Promise.reject(readOnly(resource)),
    deleteMany: (resource) => Promise.reject(readOnly(resource)),
  };
  return provider;
}

function inWords(error: unknown): never {
  throw toReadableError(error);
}

const NO_PARAMS: ListParams = {
  pagination: { page: 1, perPage: 25 },
  sort: { field: "createdAt", order: "DESC" },
  filter: {},
};

/** Reads a page, walking from the nearest page whose beginning is known. */
async function readPage(
  client: ConsoleClient,
  cursors: CursorMap,
  resource: string,
  params: ListParams,
) {
  const binding = bindingOf(resource);
  const chain = chainOf(resource, params);
  const wanted = params.pagination.page;
  for (let number = cursors.nearestKnown(chain, wanted); ; number += 1) {
    const start = cursors.startOf(chain, number) ?? null;
    const page = await binding.list(params, start).query(client);
    cursors.noteEnd(chain, number, page.continueCursor);
    if (number >= wanted) return page;
    if (page.isDone) return { ...page, page: [] };
  }
}

function bindingOf(resource: string): ResourceBinding {
  const binding = resources[resource];
  if (!binding) throw new ReadableError("not_found", `The console has no resource "${resource}".`);
  return binding;
}

function notFound(resource: string, id: Identifier): ReadableError {
  return new ReadableError(
    "not_found",
    `Nothing in ${resource} has the id ${id}. Check that it was copied whole and belongs to this environment.`,
  );
}

function readOnly(resource: string): ReadableError {
  return new ReadableError(
    "invalid_input",
    `${resource} cannot be changed that way from the console: profiles change in WorkOS, records are kept as they are.`,
  );
}
