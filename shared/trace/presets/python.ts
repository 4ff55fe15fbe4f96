import type { PathRule, Preset } from '#shared/trace/preset.ts';
import { functional, routed, scheduled, shaped } from '#shared/trace/presets/sections.ts';

/** Python: a module and its test, with or without a `src` folder. */
export const python: Preset = {
	name: 'python',
	language: 'python',
	componentTypes: [
		...['module', 'service', 'repository', 'model', 'schema', 'route', 'view', 'job', 'command'],
		...['adapter', 'other'],
	],
	paths: [
		rule('packages/*/src/', 'packages/*/', 'docs/design/*/{p}.md'),
		rule('src/', '', 'docs/design/{p}.md'),
		rule('', '', 'docs/design/{p}.md'),
	],
	small: [
		'__init__.py',
		'__main__.py',
		'conftest.py',
		'setup.py',
		'manage.py',
		'**/migrations/**',
		'**/docs/**',
		'**/scripts/**',
		'**/tests/**',
	],
	dependencies: [
		{
			from: ['route', 'view', 'command', 'job'],
			to: ['repository'],
			instead: 'Call the service that owns the data.',
		},
		{
			from: ['repository'],
			to: ['service', 'route', 'view', 'command', 'job'],
			instead: 'Let the service call the repository, and give it what it needs.',
		},
		{
			from: ['model', 'schema'],
			to: ['service', 'repository', 'route', 'view', 'job', 'command', 'adapter'],
			instead: 'A model is data: let a service do the work.',
		},
		{
			from: ['module', 'service', 'adapter'],
			to: ['route', 'view', 'command'],
			instead: 'Return or raise what happened, and let the edge say it.',
		},
	],
	templates: {
		...{ model: shaped, schema: shaped, route: routed, view: routed, job: scheduled },
		other: functional,
	},
};

function rule(root: string, within: string, design: string): PathRule {
	return {
		code: `${root}{p}.py`,
		test: [
			`${within}tests/{dir}test_{name}.py`,
			`${within}tests/test_{name}.py`,
			`${within}tests/unit/{dir}test_{name}.py`,
			`${within}tests/{p}_test.py`,
			`${root}{dir}test_{name}.py`,
			`${root}{dir}tests/test_{name}.py`,
		],
		design,
	};
}
