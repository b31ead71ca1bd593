// worker is a console program that is no service: what the tests keep running in every way that there is.
package main

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

var (
	lines     = flag.Int("lines", 0, "print so many lines on stdout at once")
	errors    = flag.Int("errors", 0, "print so many lines on stderr at once")
	every     = flag.Duration("every", 0, "print a line in this interval until told to stop")
	sleep     = flag.Duration("sleep", 0, "wait before the end")
	variables = flag.String("variables", "", "print these environment variables, separated by commas")
	own       = flag.String("append", "", "append lines to this file of its own instead of printing them")
	exit      = flag.Int("exit", 0, "the exit code")
	exits     = flag.String("exits", "", "a file of exit codes, one a line: the first is taken out and used")
	child     = flag.Bool("child", false, "start itself as a child that runs for ever")
	deaf      = flag.Bool("deaf", false, "do not end when told to stop")
	serve     = flag.String("serve", "", "answer HTTP at this address, such as 127.0.0.1:8080, until told to stop")
	answer    = flag.String("answer", "", "a file that says what /health answers: 200, 500, or hang")
)

var out = os.Stdout

func main() {
	flag.Parse()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	if *own != "" {
		file, err := os.OpenFile(*own, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		check(err)
		out = file
	}
	folder, err := os.Getwd()
	check(err)
	fmt.Fprintf(out, "begun %d in %s: %s\n", os.Getpid(), folder, strings.Join(flag.Args(), "|"))
	for _, name := range strings.FieldsFunc(*variables, func(r rune) bool { return r == ',' }) {
		fmt.Fprintf(out, "%s=%s\n", name, os.Getenv(name))
	}
	if *child {
		command := exec.Command(os.Args[0], "-every", "1h", "-deaf")
		check(command.Start())
		fmt.Fprintf(out, "child %d\n", command.Process.Pid)
	}
	for number := 1; number <= *lines; number++ {
		fmt.Fprintf(out, "line %d\n", number)
	}
	for number := 1; number <= *errors; number++ {
		fmt.Fprintf(os.Stderr, "error %d\n", number)
	}
	if *serve != "" {
		http.HandleFunc("/health", health)
		http.HandleFunc("/die", func(http.ResponseWriter, *http.Request) { os.Exit(3) })
		go func() { check(http.ListenAndServe(*serve, nil)) }()
	}
	wait(stop)
	os.Exit(code())
}

// wait returns when the program is to end, and says so where it was told to.
func wait(stop chan os.Signal) {
	var tick <-chan time.Time
	if *every > 0 {
		tick = time.Tick(*every)
	}
	var end <-chan time.Time
	if *every == 0 && *serve == "" || *sleep > 0 {
		end = time.After(*sleep)
	}
	for number := 1; ; {
		select {
		case <-tick:
			fmt.Fprintf(out, "tick %d\n", number)
			number++
		case <-end:
			return
		case <-stop:
			if !*deaf {
				fmt.Fprintln(out, "bye")
				return
			}
		}
	}
}

// health answers as the file of -answer says.
func health(response http.ResponseWriter, _ *http.Request) {
	text, _ := os.ReadFile(*answer)
	switch strings.TrimSpace(string(text)) {
	case "hang":
		time.Sleep(time.Hour)
	case "500":
		response.WriteHeader(500)
		fmt.Fprint(response, `{"status": "broken"}`)
	default:
		fmt.Fprint(response, `{"status": "up"}`)
	}
}

// code is what the program ends with.
func code() int {
	if *exits == "" {
		return *exit
	}
	text, err := os.ReadFile(*exits)
	check(err)
	first, rest, _ := strings.Cut(strings.TrimLeft(string(text), "\n"), "\n")
	check(os.WriteFile(*exits, []byte(rest), 0o644))
	number := *exit
	fmt.Sscan(first, &number)
	return number
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(99)
	}
}
