import {
  AnnotatedType,
  AnyType,
  ArrayType,
  type BaseType,
  BooleanType,
  type createProgram,
  LiteralType,
  NullType,
  NumberType,
  ObjectProperty,
  ObjectType,
  StringType,
  type SubNodeParser,
  UnionType,
} from "ts-json-schema-generator";

// Of the generator's own TypeScript, which is another than the one that checks this project.
type Checker = ReturnType<ReturnType<typeof createProgram>["getTypeChecker"]>;
type Type = ReturnType<Checker["getTypeAtLocation"]>;
type Property = ReturnType<Checker["getPropertiesOfType"]>[number];
type Reference = Parameters<Checker["getTypeArguments"]>[0];

/** TypeScript's `SymbolFlags.Optional`. */
const OPTIONAL = 1 << 24;
const PLAIN: ReadonlyMap<string, () => BaseType> = new Map([
  ["string", () => new StringType()],
  ["number", () => new NumberType()],
  ["boolean", () => new BooleanType()],
  ["null", () => new NullType()],
  ["unknown", () => new AnyType()],
  ["true", () => new LiteralType(true)],
  ["false", () => new LiteralType(false)],
]);

/**
 * The part of ts-json-schema-generator, which knows types as they are written, that makes it understand those that
 * valibot infers from a schema: `Frozen<v.InferOutput<…>>` is what TypeScript's checker makes of it, with the doc comments
 * of the schema's fields.
 */
export function inferredTypeParser(checker: Checker): SubNodeParser {
  const parsed = (type: Type): BaseType => {
    const name = checker.typeToString(type);
    const plain = PLAIN.get(name);
    if (plain !== undefined) return plain();
    if (type.isStringLiteral() || type.isNumberLiteral()) return new LiteralType(type.value);
    if (type.isUnion()) {
      // An optional field is told by `required`.
      const [first, ...others] = type.types.filter((one) => checker.typeToString(one) !== "undefined");
      if (first !== undefined)
        return others.length === 0 ? parsed(first) : new UnionType([first, ...others].map(parsed));
    }
    // A version is a text with a mark that is in no JSON.
    if (type.isIntersection()) return new StringType();
    const [item] = checker.isArrayType(type) ? checker.getTypeArguments(type as Reference) : [];
    if (item !== undefined) return new ArrayType(parsed(item));
    const values = type.getStringIndexType();
    const properties = checker.getPropertiesOfType(type).map(propertyOf);
    return new ObjectType(name, [], properties, values === undefined ? false : parsed(values));
  };

  const propertyOf = (property: Property): ObjectProperty => {
    const type = parsed(checker.getTypeOfSymbol(property));
    const said = property.getDocumentationComment(checker).map(({ text }) => text);
    const described =
      said.length === 0 ? type : new AnnotatedType(type, { description: said.join("") }, false);
    return new ObjectProperty(property.name, described, (property.flags & OPTIONAL) === 0);
  };

  return {
    supportsNode: (node) => /^(Frozen<v\.InferOutput<|Version$)/.test(node.getText()),
    createType: (node) => parsed(checker.getTypeAtLocation(node)),
  };
}
