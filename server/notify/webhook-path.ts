/** Where a workspace's webhook is kept: beside the running file, outside every repository. */
export function webhookPathOf(slug: string, stateFolder: string): string {
	return `${stateFolder}/webhooks/${slug}.json`;
}
