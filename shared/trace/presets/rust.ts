import type { PathRule, Preset } from '#shared/trace/preset.ts';
import { functional, routed, scheduled, shaped } from '#shared/trace/presets/sections.ts';
import { optional, type Template } from '#shared/trace/template.ts';

const guarded: Template = {
	...functional,
	sections: [
		...functional.sections,
		optional('Invariants', 'bullets', 'What always holds, and who sees to it.'),
		optional('Safety', 'bullets', 'Each unsafe block, and why it is sound.'),
	],
};

/** Rust: one crate, or the crates of a workspace. */
export const rust: Preset = {
	name: 'rust',
	language: 'rust',
	componentTypes: [
		...['module', 'trait', 'service', 'repository', 'handler', 'model', 'schema', 'job'],
		...['command', 'adapter', 'other'],
	],
	paths: [rule('crates/*/', 'docs/design/*/{p}.md'), rule('', 'docs/design/{p}.md')],
	small: ['mod.rs', 'lib.rs', 'main.rs', 'tests.rs'],
	dependencies: [
		{
			from: ['handler', 'command'],
			to: ['repository'],
			instead: 'Call the service that owns the data.',
		},
		{
			from: ['repository'],
			to: ['service', 'handler', 'command', 'job'],
			instead: 'Let the service call the repository, through a trait it declares.',
		},
		{
			from: ['model', 'schema'],
			to: ['service', 'repository', 'handler', 'command', 'job', 'adapter'],
			instead: 'A model is data: let a service do the work.',
		},
		{
			from: ['module', 'trait', 'service', 'adapter'],
			to: ['handler', 'command'],
			instead: 'Return what happened, and let the handler say it.',
		},
	],
	templates: {
		...{ model: shaped, schema: shaped, handler: routed, job: scheduled, other: guarded },
	},
};

/** Tests in `tests/`, or in a module of their own below the code's. */
function rule(crate: string, design: string): PathRule {
	return {
		code: `${crate}src/{p}.rs`,
		test: [
			`${crate}tests/{p}.rs`,
			`${crate}src/{p}/tests.rs`,
			`${crate}tests/{p}_test.rs`,
			`${crate}src/{p}_test.rs`,
		],
		design,
	};
}
