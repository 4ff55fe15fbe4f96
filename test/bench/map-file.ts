/** A context map of any size as a file, the same every time: what comes later depends on earlier. */
export function mapFile(contexts: number, groups = 0): string {
	let seed = 11;
	const next = (below: number) => {
		seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
		return (seed >>> 8) % below;
	};
	const lines = ['# Bookshop: context map', ''];
	for (let n = 0; n < contexts; n++) {
		const size = Math.ceil(contexts / Math.max(1, groups));
		if (groups > 0 && n % size === 0)
			lines.push(`## ${GROUPS[n / size] ?? `Group ${n / size}`}`, '');
		const kind = n > 4 && n % 4 === 0 ? 'coordination' : 'domain';
		const uses = new Set(Array.from({ length: n < 4 ? 0 : next(4) }, () => nameOf(next(n))));
		lines.push(`${groups > 0 ? '###' : '##'} ${nameOf(n)}`, `**Type**: ${kind}`);
		if (kind === 'domain') lines.push(`**Entity**: ${nameOf(n).replace(/s$/, '')}`);
		lines.push(`**Dependencies**: ${[...uses].join(', ') || 'None'}`, '');
		if (n % 3 === 0) {
			lines.push('#### Components', '| Component | Type | Code |', '|---|---|---|');
			for (const part of ['Api', 'Store', 'Rules'])
				lines.push(`| ${nameOf(n)}.${part} | module | src/${n}/${part.toLowerCase()}.ts |`);
			lines.push('');
		}
	}
	return lines.join('\n');
}

const GROUPS = ['Storefront', 'Fulfilment', 'Back office', 'Platform'];
const NAMES = [
	...['Accounts', 'Catalogue', 'Orders', 'Payments', 'Shelves', 'Reviews', 'Search', 'Pricing'],
	...['Shipping', 'Returns', 'Invoices', 'Loyalty', 'Mail', 'Stock', 'Suppliers', 'Reports'],
	...['Gifts', 'Lists', 'Readers', 'Authors', 'Events', 'Tickets', 'Refunds', 'Audits'],
];

function nameOf(n: number): string {
	const name = NAMES[n % NAMES.length] ?? 'Contexts';
	const round = Math.floor(n / NAMES.length);
	return round === 0 ? name : `${name} ${round + 1}`;
}
