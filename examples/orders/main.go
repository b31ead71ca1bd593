// Orders is a small HTTP service to try a permanent home on Windows with.
// It runs from a console, under a wrapper, or started by the service control manager.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// version is set by the linker: -ldflags "-X main.version=1.4.2".
var version = "0.0.0"

// The exit codes, which are also the service-specific exit codes that Windows shows.
const (
	exitStopped  = 0
	exitFailed   = 1
	exitSettings = 2
	exitPort     = 3
)

// drainTime is how long requests under way may take to end once a stop was asked for.
const drainTime = 10 * time.Second

func main() {
	if code, started := runAsService(run); started {
		os.Exit(code)
	}
	stop, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer release()
	os.Exit(run(stop, func() {}))
}

// run serves until stop is done and returns the exit code. It calls ready once the port is bound.
func run(stop context.Context, ready func()) int {
	settings, err := readSettings(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return exitStopped
	}
	if err != nil {
		logger{output: os.Stdout}.write(levelError, "settings: %v", err)
		return exitSettings
	}
	log, err := newLogger(settings)
	if err != nil {
		logger{output: os.Stdout}.write(levelError, "log: %v", err)
		return exitSettings
	}
	defer log.close()
	log.write(levelDebug, "log level %s, database configured: %t", settings.logLevel, settings.databaseURL != "")

	listener, err := net.Listen("tcp", fmt.Sprintf(":%d", settings.port))
	if err != nil {
		log.write(levelError, "port %d cannot be bound: %v; stop what uses it, or choose another with --port", settings.port, err)
		return exitPort
	}
	log.write(levelInfo, "orders %s listens on %s", version, listener.Addr())
	ready()
	if err := serve(stop, listener, newHandler(log, settings)); err != nil {
		log.write(levelError, "%v", err)
		return exitFailed
	}
	log.write(levelInfo, "stopped")
	return exitStopped
}

// serve answers requests until stop is done, then takes no more and lets those under way end.
func serve(stop context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: time.Minute}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving %s: %w", listener.Addr(), err)
	case <-stop.Done():
	}
	limit, release := context.WithTimeout(context.Background(), drainTime)
	defer release()
	if err := server.Shutdown(limit); err != nil {
		return fmt.Errorf("requests were still under way %s after the stop: %w", drainTime, err)
	}
	return nil
}
