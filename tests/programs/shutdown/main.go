// A stand-in for Windows' shutdown.exe on hosts of tests: tells who listens at the port in C:\shutdown.port what it was
// called with, a line each, and ends with the exit code that it is told.
package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
)

func main() {
	code, err := ask(strings.Join(os.Args[1:], "\n"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(code)
}

func ask(text string) (int, error) {
	port, err := os.ReadFile(`C:\shutdown.port`)
	if err != nil {
		return 0, err
	}
	connection, err := net.Dial("tcp", "127.0.0.1:"+string(port))
	if err != nil {
		return 0, err
	}
	defer connection.Close()
	if _, err = io.WriteString(connection, text); err != nil {
		return 0, err
	}
	if err = connection.(*net.TCPConn).CloseWrite(); err != nil {
		return 0, err
	}
	answer, err := io.ReadAll(connection)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(string(answer))
}
