import type { DependencyRule, PathRule, Preset } from '#shared/trace/preset.ts';
import {
	dependencies,
	executionFlow,
	fields,
	purpose,
	testAssertions,
	validationRules,
} from '#shared/trace/presets/sections.ts';
import { optional, section, type Template, template } from '#shared/trace/template.ts';

const publicApi = section(
	'Public API',
	'signatures',
	'Each public function with its @spec, in a code block; a scope comes first.',
);
const testStrategies = section(
	'Test Strategies',
	'bullets',
	'Fixtures, mocks, what runs against the database.',
);
const accessPatterns = section('Access Patterns', 'bullets', 'How data is reached and scoped.');
const entityOwnership = section('Entity Ownership', 'bullets', 'The entity it owns, alone.');
const stateManagement = section(
	'State Management Strategy',
	'bullets',
	'Where state lives and how it changes.',
);

const context: Template = template(
	...[purpose, entityOwnership, accessPatterns, publicApi, stateManagement, executionFlow],
	section('Dependencies', 'bullets', 'The contexts it calls, one a bullet; None if none.'),
	section('Components', 'bullets', 'The modules it is made of, one a bullet.'),
	...[testStrategies, testAssertions],
);

const coordinationContext: Template = template(
	...[purpose, executionFlow, accessPatterns, publicApi, dependencies, testStrategies],
	testAssertions,
	{ ...entityOwnership, need: 'optional' },
	{ ...stateManagement, need: 'optional' },
);

const schema: Template = template(
	...[purpose, fields, validationRules],
	optional('Associations', 'bullets', 'belongs_to, has_many and their keys.'),
	optional('Database Constraints', 'bullets', 'Indexes, uniqueness, foreign keys.'),
	testAssertions,
);

const other: Template = template(purpose, publicApi, executionFlow, dependencies, testAssertions);

const liveview: Template = template(
	purpose,
	optional('Route', 'bullets', 'Its path, live action and session.'),
	optional('Assigns', 'table', 'Each assign with its type.', ['Assign', 'Type']),
	optional('Events', 'bullets', 'Each event it handles, and what it answers with.'),
	...[publicApi, executionFlow, dependencies],
	optional('Security', 'bullets', 'Who may see it, and what is checked on each event.'),
	testAssertions,
);

const WEB = ['liveview', 'liveview_component', 'controller', 'json'];
const CORE = ['context', 'coordination_context', 'repository', 'genserver', 'task', 'registry'];

/** In Phoenix the web calls contexts, contexts call repositories, and schemas call nobody. */
export const phoenixDependencies: readonly DependencyRule[] = [
	{ from: WEB, to: ['repository'], instead: 'Call the context that owns the data.' },
	{
		from: ['coordination_context'],
		to: ['repository'],
		instead: 'Call the domain context that owns the data.',
	},
	{
		from: ['repository'],
		to: ['context', 'coordination_context'],
		instead: 'Let the context call the repository, and give it what it needs.',
	},
	{ from: ['schema'], to: CORE, instead: 'A schema is data: let its context do the work.' },
	{
		from: [...CORE, 'schema', 'behaviour'],
		to: WEB,
		instead: 'Broadcast what happened, and let the web listen.',
	},
];

export const phoenixTypes: readonly string[] = [
	...['context', 'coordination_context', 'schema', 'repository', 'genserver', 'task', 'registry'],
	...['behaviour', 'liveview', 'liveview_component', 'controller', 'json', 'other'],
];

/** `lib/` and `test/` mirror each other, in one application or in an umbrella's. */
export function phoenixPaths(folder: string, extension: string): PathRule[] {
	return [
		{
			code: 'apps/*/lib/{p}.ex',
			test: ['apps/*/test/{p}_test.exs'],
			design: `${folder}/*/{p}${extension}`,
		},
		{ code: 'lib/{p}.ex', test: ['test/{p}_test.exs'], design: `${folder}/{p}${extension}` },
	];
}

/** What Phoenix's generators write, and every application has. */
export const phoenixSmall: readonly string[] = [
	...['**/application.ex', '**/repo.ex', '**/mailer.ex', '**/*_web/endpoint.ex'],
	...['**/*_web/gettext.ex', '**/*_web/router.ex', '**/*_web/telemetry.ex'],
	...[
		'**/core_components.ex',
		'**/layouts.ex',
		'**/error_html.ex',
		'**/error_json.ex',
		'lib/*_web.ex',
	],
];

/** Elixir and Phoenix: contexts own entities, `lib/` and `test/` mirror each other. */
export const phoenix: Preset = {
	name: 'phoenix',
	language: 'elixir',
	componentTypes: phoenixTypes,
	paths: phoenixPaths('docs/design', '.md'),
	small: phoenixSmall,
	dependencies: phoenixDependencies,
	templates: {
		...{ context, coordination_context: coordinationContext, schema, other },
		...{ liveview, liveview_component: liveview },
	},
};
