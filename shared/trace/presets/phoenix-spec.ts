import type { Preset } from '#shared/trace/preset.ts';
import {
	phoenixDependencies,
	phoenixPaths,
	phoenixSmall,
	phoenixTypes,
} from '#shared/trace/presets/phoenix.ts';
import { optional, section, type Template } from '#shared/trace/template.ts';

const type = optional('Type', 'prose', 'One word: what kind of module it is.');
const functions = {
	...section(
		'Functions',
		'functions',
		'A heading `name/arity` for each: what it does, its @spec, **Process** in steps, **Test Assertions** in bullets.',
	),
	or: 'Delegates',
};
const delegates = optional('Delegates', 'bullets', '`name/arity`: Target.Module.name/arity.');
const dependencies = section('Dependencies', 'bullets', 'The modules it calls; None if none.');
const fields = section('Fields', 'table', 'Each field with its type.', ['Field', 'Type']);

const spec = closed(...[type, delegates, functions, dependencies], { ...fields, need: 'optional' });
const contextSpec = closed(
	...[type, delegates, functions, dependencies],
	section('Components', 'bullets', 'A heading for each module, and a paragraph.'),
	{ ...fields, need: 'optional' },
);
const schema = closed(
	...[type, fields],
	{ ...functions, need: 'optional' },
	{ ...dependencies, need: 'optional' },
);

function closed(...sections: Template['sections']): Template {
	return { sections, closed: true };
}

/** The newer layout of Phoenix teams: a spec for each module, functions as headings. */
export const phoenixSpec: Preset = {
	name: 'phoenix-spec',
	language: 'elixir',
	componentTypes: phoenixTypes,
	paths: phoenixPaths('docs/spec', '.spec.md'),
	small: phoenixSmall,
	dependencies: phoenixDependencies,
	templates: {
		...{ context: contextSpec, coordination_context: contextSpec, schema, other: spec },
	},
};
