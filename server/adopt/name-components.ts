/** What a code file is called as a Component, and of which type it probably is. */
import { stemOf, titleOf } from '#server/adopt/group-files.ts';
import type { SurveyedFile } from '#server/adopt/survey.ts';
import { folderOf } from '#shared/imports/resolve/repository.ts';

/** A name for each file, no two alike. */
export function componentNames(
	files: readonly SurveyedFile[],
	packages: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
	const names = new Map<string, string>();
	const used = new Set<string>();
	for (const file of files) {
		const [plain, ...longer] = namesOf(file, packages);
		const name = [plain, ...longer].find(
			(one) => one !== undefined && !used.has(one.toLowerCase()),
		);
		let free = name ?? plain ?? 'Component';
		for (let n = 2; used.has(free.toLowerCase()); n++) free = `${plain ?? 'Component'}${n}`;
		used.add(free.toLowerCase());
		names.set(file.path, free);
	}
	return names;
}

function namesOf(
	{ path, modules }: SurveyedFile,
	packages: ReadonlyMap<string, string>,
): readonly string[] {
	if (modules[0] !== undefined) return [modules[0]];
	const stem = stemOf(path);
	const isEntry = /^(?:index|__init__|mod|main|lib)$/.test(stem);
	const around = isEntry ? folderOf(path).replace(/(?:^|\/)(?:src|lib)$/, '') : folderOf(path);
	const called = isEntry ? packages.get(around) : undefined;
	if (called !== undefined) return [called.replaceAll(' ', ''), titleOf(stem)];
	const folders = around.split('/').filter((part) => part !== '');
	const own = isEntry ? [] : [stem.replace(/^\+/, '')];
	const parts = [...folders, ...own].map((part) => titleOf(part).replaceAll(' ', ''));
	if (parts.length === 0) return [titleOf(stem).replaceAll(' ', '')];
	return parts.map((_, n) => parts.slice(parts.length - 1 - n).join('.'));
}

/** One of the preset's types: by what the file uses and where it lies, else the plainest. */
export function componentType(
	file: SurveyedFile,
	types: readonly string[],
	isContext: boolean,
): string {
	const guess = guesses(file, isContext).find((type) => types.includes(type));
	return guess ?? types.find((type) => ['module', 'package', 'unit'].includes(type)) ?? 'other';
}

function guesses({ path, text, language }: SurveyedFile, isContext: boolean): readonly string[] {
	const part = (name: string) => new RegExp(`(?:^|[/_.-])${name}s?(?:[/_.-]|$)`, 'i').test(path);
	if (language === 'elixir') {
		if (/\buse\s+[\w.]+,\s*:live_view\b/.test(text)) return ['liveview'];
		if (/\buse\s+[\w.]+,\s*:live_component\b/.test(text)) return ['liveview_component'];
		if (/\buse\s+[\w.]+,\s*:controller\b/.test(text)) return ['controller'];
		if (/\buse\s+Ecto\.Schema\b/.test(text)) return ['schema'];
		if (/\buse\s+Ecto\.Repo\b/.test(text)) return ['repository'];
		if (/\buse\s+GenServer\b/.test(text)) return ['genserver'];
		return [isContext ? 'context' : 'other'];
	}
	if (/\.(?:svelte|vue|tsx|jsx)$/.test(path))
		return [/\+(?:page|layout)/.test(path) ? 'route' : 'component'];
	const named = ['route', 'repository', 'schema', 'model', 'service', 'handler', 'middleware'];
	const more = ['adapter', 'job', 'command', 'view', 'machine'];
	return [...named, ...more].filter(part);
}
