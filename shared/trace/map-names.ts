/** What a name in a Design means: a Context of the map, a Component, or neither. */
import type { Component } from '#shared/artefact/component.ts';
import type { ContextKeys } from '#shared/trace/keys.ts';
import { nearestWord } from '#shared/trace/nearest-word.ts';

export interface Named {
	readonly context: ContextKeys;
	/** Null where the name is the Context's. */
	readonly component: Component | null;
}

export interface MapNames {
	find(name: string): Named | null;
	/** The name that was probably meant; null if none is near. */
	near(name: string): string | null;
}

/** Names are compared without case and signs; the last part of a module's name will do. */
export function mapNames(contexts: readonly ContextKeys[]): MapNames {
	const known = made.get(contexts);
	if (known !== undefined) return known;
	const byName = new Map<string, Named>();
	const add = (name: string, named: Named) => {
		const key = letters(name);
		if (key !== '' && !byName.has(key)) byName.set(key, named);
	};
	for (const context of contexts) {
		add(context.id, { context, component: null });
		add(context.name, { context, component: null });
	}
	const components = contexts.flatMap((context) =>
		context.components.map((component) => ({ context, component })),
	);
	for (const named of components) add(named.component.id, named);
	for (const named of components) add(named.component.name, named);
	for (const named of components) add(named.component.code, named);
	for (const { context, component } of components) {
		add(`${context.name}.${component.name}`, { context, component });
	}
	const all = [
		...contexts.map(({ name }) => name),
		...components.map(({ component }) => component.name),
	].filter((name) => name.trim() !== '');
	const nearest = new Map<string, string | null>();
	const names = {
		find: (name: string) => found(byName, name),
		near(name: string) {
			const known = nearest.get(name);
			if (known !== undefined) return known;
			const near = nearestWord(name, all);
			nearest.set(name, near);
			return near;
		},
	};
	made.set(contexts, names);
	return names;
}

/** Several rules ask about the same map. */
const made = new WeakMap<readonly ContextKeys[], MapNames>();

/** `MyApp.Accounts.Session`, then `Accounts.Session`, then `Session`; a path as it stands. */
function found(byName: ReadonlyMap<string, Named>, name: string): Named | null {
	const whole = byName.get(letters(name.replace(/\/\d+$/, '')));
	if (whole !== undefined || name.includes('/')) return whole ?? null;
	const parts = name.split(/\.|::/);
	for (let from = 1; from < parts.length; from++) {
		const named = byName.get(letters(parts.slice(from).join('.')));
		if (named !== undefined) return named;
	}
	return null;
}

function letters(name: string): string {
	return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
