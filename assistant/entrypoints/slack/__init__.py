"""The Slack app: one set of listeners, reached through Socket Mode or over HTTP."""
