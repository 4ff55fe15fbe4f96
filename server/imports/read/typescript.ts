import { importAt, type LanguageReader } from '#server/imports/language-reader.ts';
import type { Node } from '#server/imports/parsing.ts';

/**
 * TypeScript and JavaScript: imports, re-exports, `import()` and `require()` of a plain string, in
 * whichever quotes, and with a comment for a bundler before it or not.
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
	`,
	read(captures) {
		const imports = captures.flatMap(({ name, node }) => {
			if (name === 'function') return [];
			const source = name === 'called' ? firstString(node) : node;
			if (source === null) return [];
			const isTypes = name === 'called' ? isInType(node.parent) : isTypesOnly(statementOf(node));
			return importAt(source, source.text.slice(1, -1), { kind: isTypes ? 'types' : 'code' });
		});
		return { modules: [], imports };
	},
};

/** The first argument, unless where it leads is known at run time only. */
function firstString(called: Node): Node | null {
	const first = called.namedChildren.find((child) => child?.type !== 'comment') ?? null;
	if (first?.type === 'string') return first;
	const isPlain = first?.type === 'template_string' && !first.text.includes('${');
	return isPlain ? first : null;
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
