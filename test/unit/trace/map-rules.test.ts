import { describe, expect, test } from 'vitest';
import type { Component } from '#shared/artefact/component.ts';
import type { Context } from '#shared/artefact/context.ts';
import { type Conventions, conventionsOf } from '#shared/trace/conventions.ts';
import { misplacedDesigns } from '#shared/trace/misplaced-designs.ts';
import {
	artefactsWith,
	componentWith,
	contextWith,
	found,
	markdownOf,
	storyWith,
	TYPESCRIPT,
} from '#test/fixtures/artefacts.ts';

describe('stories', () => {
	test('[VA6] every untestable word is marked where it stands', () => {
		const text = 'It is FAST, “fast” on a button, `fast` in code, and user-friendly, etc.';
		const stories = [storyWith({ says: ['It opens', text] })];
		const about = found(artefactsWith({ stories })).filter(
			({ rule }) => rule === 'untestable-words',
		);
		expect(about.map(({ place }) => text.slice(place?.from, place?.to))).toEqual([
			...['FAST', 'user-friendly', 'etc.'],
		]);
		expect(about.map(({ place }) => place?.from)).toEqual([6, 52, 67]);
		const id = stories[0]?.criteria[1]?.id;
		expect(new Set(about.map(({ field }) => field))).toEqual(new Set([`criteria/${id}`]));
	});

	test('[VA6] words that only look alike are not marked', () => {
		const fine = [
			'Breakfast is served',
			'A steadfast, fast-track queue',
			'The quickest route wins',
		];
		expect(found(artefactsWith({ stories: [storyWith({ says: fine })] }))).toEqual([]);
	});

	test('[VA6] the form is known in other languages', () => {
		const said = [
			'Als Leserin möchte ich suchen, damit ich finde.',
			'En tant que lectrice, je veux chercher afin de trouver.',
			'Como lectora quiero buscar para encontrar.',
		];
		const stories = said.map((narrative) => storyWith({ narrative }));
		expect(found(artefactsWith({ stories }))).toEqual([]);
		const half = storyWith({ narrative: 'Als Leserin möchte ich suchen.' });
		expect(found(artefactsWith({ stories: [half] })).map(({ message }) => message)).toEqual([
			`“${half.title}” doesn't say why.`,
		]);
	});
});

describe('components', () => {
	const rules = (contexts: readonly Context[], conventions?: Conventions) =>
		found(artefactsWith({ contexts }), conventions).map(
			({ rule, field }) => `${rule} ${field ?? ''}`,
		);

	test('[VA11] a code path has a rule, and one component', () => {
		const odd = componentWith({ code: 'scripts/run.sh' });
		expect(rules([contextWith({ components: [odd] })])).toContain(
			`code-path-unruled components/${odd.id}`,
		);
		const [unruled] = found(artefactsWith({ contexts: [contextWith({ components: [odd] })] }));
		expect(unruled?.fix).toContain(
			'(packages/*/src/{p}, apps/*/src/{p}, src/{p}, app/{p}, lib/{p})',
		);
		const [one, two] = [componentWith({ code: 'src/a.ts' }), componentWith({ code: 'src/a.ts' })];
		const twice = rules([contextWith({ components: [one] }), contextWith({ components: [two] })]);
		expect(twice).toContain(`code-path-twice components/${two.id}`);
		expect(twice).not.toContain(`code-path-twice components/${one.id}`);
		const plain = conventionsOf({ preset: 'plain' });
		expect(rules([contextWith({ components: [odd] })], plain).join()).not.toContain(
			'code-path-unruled',
		);
	});

	test('[VA11] the file of a design lies where the rule puts it', () => {
		const component = componentWith({ code: 'src/a.ts' });
		const contexts = [contextWith({ components: [component] })];
		const ruled: string[] = [];
		const at = (path: string | null) =>
			misplacedDesigns(contexts, TYPESCRIPT, {
				pathOf: () => path,
				ruledPath({ code }) {
					ruled.push(code);
					return 'docs/design/a.md';
				},
			}).map(({ rule, file }) => `${rule} ${file}`);
		expect(at(null)).toEqual([]);
		expect(ruled).toEqual([]);
		expect(at('docs/design/a.md')).toEqual([]);
		expect(at('docs/design/b.md')).toEqual(['design-misplaced docs/design/b.md']);
	});

	test('[VA11] contexts are flat, named once, and own one entity', () => {
		const outer = contextWith({ name: 'Accounts' });
		expect(rules([outer, contextWith({ name: 'Accounts.Sessions' })])).toContain(
			'context-nested name',
		);
		expect(rules([outer, contextWith({ name: 'accounts' })])).toContain('context-name-twice name');
		expect(rules([contextWith({ entity: 'Book, Shelf' })])).toContain('entity-several entity');
	});
});

describe('dependencies of designs', () => {
	const live = componentWith({
		name: 'CartLive',
		type: 'liveview',
		code: 'lib/shop_web/cart_live.ex',
	});
	const repository = componentWith({ name: 'Repo', type: 'repository', code: 'lib/shop/repo.ex' });
	const cart = componentWith({ name: 'Cart', type: 'schema', code: 'lib/shop/cart.ex' });
	const shop = contextWith({ name: 'Shop', components: [live, repository, cart] });
	const far = contextWith({ name: 'Billing', components: [componentWith({ name: 'Invoice' })] });
	const phoenix = conventionsOf({ preset: 'phoenix' });

	function foundIn(component: Component, uses: readonly string[], own: Context, held = phoenix) {
		const list = uses.map((use) => `- ${use}\n`).join('');
		const text = markdownOf(component, own, `# ${component.name}\n\n## Dependencies\n\n${list}`);
		return found(artefactsWith({ contexts: [own, far] }, [text]), held)
			.filter(({ artefact, rule }) => artefact === component.id && rule.includes('dependency'))
			.map((one) => ({ ...one, words: text.slice(one.place?.from, one.place?.to) }));
	}

	function rulesOf(component: Component, uses: readonly string[], own: Context = shop): string[] {
		return foundIn(component, uses, own).map(({ rule, words }) => `${rule}: ${words}`);
	}

	test('[VA9] what is no component and no context of the map', () => {
		expect(
			rulesOf(live, ['Ecto', '`Shop`', '[[Cart]]', 'Shop.Cart: the basket', 'lib/shop/cart.ex']),
		).toEqual(['dependency-unknown: Ecto']);
		expect(rulesOf(live, ['None'])).toEqual([]);
		expect(rulesOf(live, ['Cart: handed in as `basket`', 'Uses `Ledger` for it'])).toEqual([
			'dependency-unknown: Ledger',
		]);
	});

	test('[VA9] a type that the preset keeps away from another', () => {
		expect(rulesOf(live, ['MyApp.Shop.Repo'])).toEqual(['component-dependency: MyApp.Shop.Repo']);
		expect(rulesOf(cart, ['CartLive'])).toEqual(['component-dependency: CartLive']);
		expect(rulesOf(live, ['Cart'])).toEqual([]);
		const controlled = componentWith({ name: 'CartController', type: 'controller' });
		const both = { ...shop, components: [...shop.components, controlled] };
		expect(rulesOf(repository, ['CartController'], both)).toEqual([
			'component-dependency: CartController',
		]);
		expect(rulesOf(controlled, ['CartLive'], both)).toEqual([]);
		expect(foundIn(live, ['Repo'], shop)).toMatchObject([
			{
				message: 'CartLive is a liveview and depends on Repo, a repository.',
				fix: 'Call the context that owns the data.',
			},
		]);
	});

	test('[VA9] no type is kept away without a preset, and no component from itself', () => {
		expect(foundIn(live, ['Repo'], shop, conventionsOf({ preset: 'none' }))).toEqual([]);
		// Its front matter gives another type than the map does, which is a Finding of its own.
		expect(rulesOf({ ...repository, type: 'liveview' }, ['Repo'])).toEqual([]);
	});

	test('[VA9] a context that its own does not depend on', () => {
		expect(rulesOf(live, ['**Invoice** – sends it'])).toEqual(['dependency-off-map: Invoice']);
		expect(rulesOf(live, ['Billing'], { ...shop, dependencies: [far.id] })).toEqual([]);
	});
});
