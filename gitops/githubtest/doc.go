// Package githubtest is a stand-in for GitHub on the loopback interface: real git repositories over
// smart HTTP, the part of the REST and GraphQL interfaces that gitops/github uses, and a page for
// people at /OWNER/NAME/pull/N. Tests and the command's demo run against it.
//
// Rules of GitHub that it enforces, in GitHub's words:
//
//   - 401 "Bad credentials"; 404 for what the token may not even read; 403 "Resource not accessible by
//     integration" or "… by personal access token" with X-Accepted-GitHub-Permissions; a User-Agent is required;
//   - an installation token is refused GET /user; a setting forbids it to open pull requests;
//   - a workflow's token has the permissions that it was granted: of a private repository it reads no more, and by git
//     nothing at all (404); threads and draft states take two of them;
//   - one open pull request for a head and base; the head must exist, differ from the base and have commits;
//     who opens it needs write access to the head;
//   - a fork is made while the answer is on its way, and is not found at first; only a person's token makes one;
//   - merge-upstream moves or merges a branch of a fork, 409 on a conflict, 422 for an app where workflows changed;
//   - a fine-grained token writes to the repositories of one owner; who opened a pull request may resolve its threads;
//   - a review with one comment outside the diff is refused whole; a comment on several lines lies in one hunk;
//     a review that comments needs a body; nobody approves their own pull request;
//   - a line comment follows its line while the head moves, and is outdated (line null) once the line changed;
//   - a suggestion is committed by who may push to the head, as long as its lines are as they were;
//   - issues and pull requests share their numbers, and a list of issues holds both; anybody may write an issue, who wrote
//     it or has triage rights may edit it, and a repository may have none (410);
//   - a thread goes on with its answers when its first comment is removed; a review stays when all its comments are;
//   - bodies hold 65,536 characters; labels and milestones are unique; a milestone that is set must exist;
//   - reviews are requested from collaborators only, all or none, and never from the author;
//   - title and body take write access or being the author, draft states too, and those change through GraphQL only;
//     a body that is edited in the browser comes back with CRLF;
//   - an author without rights may edit their issue, but milestone and labels are dropped in silence;
//   - adding an unknown label creates it where the token may write, and is refused with triage rights only;
//   - every list is paged, 30 entries by default and at most 100, with Link headers.
//
// Not enforced: rate limits, required checks and protected branches, organisation policies, file-level and pending
// comments, the limit of 3,000 files of a diff, notifications, webhooks, and the delay with which GitHub notices a push.
// GraphQL answers the documents in graphql.go and nothing else.
package githubtest
