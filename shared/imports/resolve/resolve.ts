import type { CodeLanguage } from '#shared/imports/file-imports.ts';
import { resolveElixir } from '#shared/imports/resolve/elixir.ts';
import { resolveGo } from '#shared/imports/resolve/go.ts';
import { resolvePython } from '#shared/imports/resolve/python.ts';
import type { CodeRepository, Resolve } from '#shared/imports/resolve/repository.ts';
import { resolveRust } from '#shared/imports/resolve/rust.ts';
import { resolveTypescript } from '#shared/imports/resolve/typescript.ts';

const RESOLVERS: Readonly<Record<CodeLanguage, (repository: CodeRepository) => Resolve>> = {
	typescript: resolveTypescript,
	python: resolvePython,
	elixir: resolveElixir,
	go: resolveGo,
	rust: resolveRust,
};

/** How each language finds the file that is meant; a language reads its settings when first asked. */
export function createResolve(
	repository: CodeRepository,
): (language: CodeLanguage, ...rest: Parameters<Resolve>) => ReturnType<Resolve> {
	const resolvers = new Map<CodeLanguage, Resolve>();

	return (language, from, found) => {
		const resolve = resolvers.get(language) ?? RESOLVERS[language](repository);
		resolvers.set(language, resolve);
		return resolve(from, found);
	};
}
