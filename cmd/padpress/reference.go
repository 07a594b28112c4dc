package main

// term is a word of the command's reference and what it means.
type term struct{ term, meaning string }

// statuses are what the command ends with.
func statuses() []term {
	return []term{
		{"0", "fine; what was to be done is done, or there was nothing to do"},
		{"1", "findings of severity error remain, such as a broken link, or those that preview --fail-on names, or fmt -l listed a file"},
		{"2", "a mistake in the call or in the configuration"},
		{"3", "it could not be done: network, forge, git or pad; or the pad does not hold this month's issue"},
	}
}

// variables are the environment variables that the command reads. GitHub Actions sets those that begin with GITHUB.
func variables() []term {
	return []term{
		{"GITHUB_TOKEN", "the token that may push and open pull requests"},
		{"PADPRESS_FORK_TOKEN", "the token that may push to the fork, where GITHUB_TOKEN may not"},
		{"GITHUB_REPOSITORY", "repository of the site, owner/name, where --repo does not name it; if it is a fork, the site is what it was forked from"},
		{"GITHUB_SERVER_URL", "where the repositories are, if not https://github.com"},
		{"GITHUB_API_URL", "GitHub's REST interface, if not https://api.github.com"},
		{"GITHUB_GRAPHQL_URL", "GitHub's GraphQL interface, if it does not follow from GITHUB_API_URL"},
		{"GITHUB_EVENT_NAME", "what started the workflow: after schedule, pictures need approval, and what a person has to do is said on GitHub"},
		{"GITHUB_EVENT_PATH", "the file with the event of the workflow: the comment for answer, the pull request where --pull names none"},
		{"GITHUB_ACTIONS", "true in a workflow: doctor then says what its token cannot do"},
		{"GITHUB_STEP_SUMMARY", "the file that gets a summary of the run"},
		{"GITHUB_OUTPUT", "the file that gets the outputs of the step"},
		{"GITHUB_RUN_ID", "the number of the workflow's run, for a link to its artifacts in the summary"},
		{"PADPRESS_PAD_TOKEN", "the token that may read the pad, where its server asks for one: HackMD and HedgeDoc 2"},
		{"PADPRESS_SIGNING_KEY", "an SSH private key, or the file that holds one: commits are signed with it"},
		{"PADPRESS_SIGNING_PASSPHRASE", "opens that key, if it is encrypted"},
		{"PADPRESS_XEPS", "where the specifications are, as --xeps: a repository's address or a clone's folder; for lint also a published list; or none"},
		{"PADPRESS_NOW", "the time of the run, such as 2026-11-30T12:00:00Z, if not the present"},
		{"NO_COLOR", "if set, terminals get plain text"},
		{"TERM", "the terminal; dumb gets plain text"},
	}
}
