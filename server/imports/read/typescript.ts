import { importAt, type LanguageReader } from '#server/imports/language-reader.ts';

/** TypeScript and JavaScript: imports, re-exports, `import()` and `require()` of a plain string. */
export const typescriptImports: LanguageReader = {
	pattern: `
		(import_statement source: (string) @source)
		(import_require_clause source: (string) @source)
		(export_statement source: (string) @source)
		(call_expression function: (import) arguments: (arguments . (string) @source))
		(call_expression
			function: (identifier) @function
			arguments: (arguments . (string) @required)
			(#eq? @function "require"))
	`,
	read(captures) {
		const imports = captures.flatMap(({ name, node }) => {
			if (name === 'function') return [];
			const statement = node.parent?.text ?? '';
			const kind = name === 'source' && isTypesOnly(statement) ? 'types' : 'code';
			return importAt(node, node.text.slice(1, -1), { kind });
		});
		return { modules: [], imports };
	},
};

/** `import type …`, `export type …`, or braces in which every name is a type. */
function isTypesOnly(statement: string): boolean {
	if (/^(?:import|export)\s+type\s+(?!from\b|,)/.test(statement)) return true;
	const names = /^(?:import|export)\s*\{([^}]*)\}/.exec(statement)?.[1]?.split(',') ?? [];
	const given = names.map((name) => name.trim()).filter((name) => name !== '');
	return given.length > 0 && given.every((name) => /^type\s+(?!as\b)/.test(name));
}
