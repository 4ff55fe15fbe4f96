import { importAt, type LanguageReader } from '#server/imports/language-reader.ts';
import type { Node } from '#server/imports/parsing.ts';

/** Python: `import a.b`, `from a import b`, and relative ones with their dots. */
export const pythonImports: LanguageReader = {
	pattern: `
		(import_statement name: (dotted_name) @module)
		(import_statement name: (aliased_import name: (dotted_name) @module))
		(import_from_statement module_name: (_) @from)
	`,
	read(captures) {
		const imports = captures.map(({ name, node }) => {
			const kind = isForTypes(node) ? 'types' : 'code';
			const specifier = node.text.replaceAll(/\s/g, '');
			if (name === 'module') return importAt(node, specifier, { kind });
			return importAt(node, specifier, { kind, names: namesAfter(node) });
		});
		return { modules: [], imports };
	},
};

function namesAfter(module: Node): string[] {
	const names = module.parent?.childrenForFieldName('name') ?? [];
	return names.flatMap((name) => {
		const plain = name?.type === 'aliased_import' ? name.childForFieldName('name') : name;
		return plain?.text ?? [];
	});
}

/** Below `if TYPE_CHECKING:`, which no program ever runs. */
function isForTypes(node: Node): boolean {
	for (let at = node; at.parent !== null; at = at.parent) {
		const { type, parent } = at;
		if (type !== 'block' || !/^(?:if_statement|elif_clause)$/.test(parent.type)) continue;
		if (FOR_TYPES.test(parent.childForFieldName('condition')?.text ?? '')) return true;
	}
	return false;
}

const FOR_TYPES = /^(?:\w+\.)*TYPE_CHECKING$/;
