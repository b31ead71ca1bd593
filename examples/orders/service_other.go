//go:build !windows

package main

import "context"

// runAsService reports that no service control manager started this program: there is none here.
func runAsService(func(stop context.Context, ready func()) int) (code int, started bool) {
	return 0, false
}
