import type { GenericValidator, Validator } from "convex/values";

/** A validator as one writes it, without `v.optional`: for sentences, and to tell two apart. */
export function validatorText(validator: GenericValidator): string {
  const one = validator as Validator<unknown, "required", string>;
  switch (one.kind) {
    case "id":
      return `v.id("${one.tableName}")`;
    case "literal":
      return `v.literal(${typeof one.value === "bigint" ? `${one.value}n` : JSON.stringify(one.value)})`;
    case "array":
      return `v.array(${validatorText(one.element)})`;
    case "record":
      return `v.record(${validatorText(one.key)}, ${validatorText(one.value)})`;
    case "union":
      return `v.union(${one.members.map(validatorText).sort().join(", ")})`;
    case "object":
      return `v.object({ ${Object.entries(one.fields).map(fieldText).sort().join(", ")} })`;
    case "float64":
      return "v.number()";
    default:
      return `v.${one.kind}()`;
  }
}

function fieldText([name, field]: [string, GenericValidator]): string {
  const text = validatorText(field);
  return `${name}: ${field.isOptional === "optional" ? `v.optional(${text})` : text}`;
}
