import { importAt, type LanguageReader } from '#server/imports/language-reader.ts';
import type { Node } from '#server/imports/parsing.ts';
import type { FoundImport } from '#shared/imports/file-imports.ts';

/**
 * TypeScript and JavaScript: imports, re-exports, `import()` and `require()` of a plain string, in
 * whichever quotes, and with a comment for a bundler before it or not; and Vite's globs.
 */
export const typescriptImports: LanguageReader = {
	pattern: `
		(import_statement source: (string) @source)
		(import_require_clause source: (string) @source)
		(export_statement source: (string) @source)
		(call_expression function: (import) arguments: (arguments) @called)
		(call_expression
			function: (identifier) @function
			arguments: (arguments) @called
			(#eq? @function "require"))
		(call_expression
			function: (member_expression) @function
			arguments: (arguments) @globs
			(#match? @function "^import\\\\.meta\\\\.glob(Eager)?$"))
	`,
	read(captures) {
		const imports = captures.flatMap(({ name, node }) => {
			if (name === 'function') return [];
			if (name === 'globs') return globsIn(node);
			const source = name === 'called' ? firstString(node) : node;
			if (source === null) return [];
			const isTypes = name === 'called' ? isInType(node.parent) : isTypesOnly(statementOf(node));
			return importAt(source, plainOf(source), { kind: isTypes ? 'types' : 'code' });
		});
		return { modules: [], imports };
	},
};

/** `import.meta.glob(['./*.ts', '!./no.ts'])`: each glob, and by name those that take files away. */
function globsIn(called: Node): readonly FoundImport[] {
	const first = called.namedChildren.find((child) => child?.type !== 'comment') ?? null;
	const given = (first?.type === 'array' ? first.namedChildren : [first]).filter(
		(node) => node !== null && isPlainString(node),
	);
	const globs = given.flatMap((node) => (node === null ? [] : importAt(node, plainOf(node))));
	const names = globs.map(({ specifier }) => specifier).filter((glob) => glob.startsWith('!'));
	return globs
		.filter(({ specifier }) => !specifier.startsWith('!'))
		.map((glob) => ({ ...glob, names }));
}

/** The first argument, unless where it leads is known at run time only. */
function firstString(called: Node): Node | null {
	const first = called.namedChildren.find((child) => child?.type !== 'comment') ?? null;
	return first !== null && isPlainString(first) ? first : null;
}

function isPlainString(node: Node): boolean {
	return node.type === 'string' || (node.type === 'template_string' && !node.text.includes('${'));
}

function plainOf(string: Node): string {
	return string.text.slice(1, -1);
}

/** The text of the whole statement: `import a = require('./a')` has a clause in between. */
function statementOf({ parent }: Node): string {
	return (parent?.type === 'import_require_clause' ? parent.parent : parent)?.text ?? '';
}

/** `let till: import('./till').Till`, `typeof import('./till')`: nothing runs of that. */
function isInType(call: Node | null): boolean {
	let whole = call;
	// The grammar takes no arguments of such a type, and goes on after an error.
	while (/^(?:member_expression|ERROR)$/.test(whole?.parent?.type ?? ''))
		whole = whole?.parent ?? null;
	const around = whole?.parent;
	if (whole === null || !around) return false;
	if (around.type === 'as_expression' || around.type === 'satisfies_expression') {
		return around.firstNamedChild?.id !== whole.id;
	}
	return TYPE.test(around.type) && around.type !== 'type_assertion';
}

const TYPE = /(?:^|_)type(?:_|$)|^(?:constraint|asserts)$/;

/** `import type …`, `export type …`, or braces in which every name is a type. */
function isTypesOnly(statement: string): boolean {
	if (/^(?:import|export)\s+type\s+(?!from\b|[,=])/.test(statement)) return true;
	const names = /^(?:import|export)\s*\{([^}]*)\}/.exec(statement)?.[1]?.split(',') ?? [];
	const given = names.map((name) => name.trim()).filter((name) => name !== '');
	return given.length > 0 && given.every((name) => /^type\s+(?!as\b)/.test(name));
}
