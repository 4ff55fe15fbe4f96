import { oneLine } from '#server/imports/declaration.ts';
import type { Node } from '#server/imports/parsing.ts';

/** Name, type parameters, parameters and what comes back. */
export function signatureOf(name: string, node: Node): string {
	const part = (field: string) => node.childForFieldName(field)?.text ?? '';
	const parameters = part('parameters') || `(${part('parameter')})`;
	return oneLine(name + part('type_parameters') + parameters + part('return_type'));
}
