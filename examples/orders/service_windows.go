package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

// The names and numbers are those of winsvc.h and winerror.h.
const (
	serviceWin32OwnProcess = 0x10

	serviceStopped      = 1
	serviceStartPending = 2
	serviceStopPending  = 3
	serviceRunning      = 4

	serviceAcceptStop     = 0x1
	serviceAcceptShutdown = 0x4

	serviceControlStop        = 1
	serviceControlInterrogate = 4
	serviceControlShutdown    = 5

	errorCallNotImplemented             = 120
	errorFailedServiceControllerConnect = syscall.Errno(1063)
	errorServiceSpecificError           = 1066
)

// waitHint is how long Windows may wait for the next report while a start or a stop is pending.
const waitHint = drainTime + 5*time.Second

var (
	advapi32                   = syscall.NewLazyDLL("advapi32.dll")
	startServiceCtrlDispatcher = advapi32.NewProc("StartServiceCtrlDispatcherW")
	registerServiceCtrlHandler = advapi32.NewProc("RegisterServiceCtrlHandlerExW")
	setServiceStatus           = advapi32.NewProc("SetServiceStatus")
)

// serviceStatus is SERVICE_STATUS.
type serviceStatus struct {
	serviceType             uint32
	currentState            uint32
	controlsAccepted        uint32
	win32ExitCode           uint32
	serviceSpecificExitCode uint32
	checkPoint              uint32
	waitHint                uint32
}

// serviceTableEntry is SERVICE_TABLE_ENTRYW.
type serviceTableEntry struct {
	name *uint16
	main uintptr
}

type service struct {
	work   func(stop context.Context, ready func()) int
	name   *uint16
	stop   context.Context
	cancel context.CancelFunc
	handle uintptr
	mutex  sync.Mutex // the control handler reports from a thread of its own
	ended  bool       // after "stopped" nothing may be reported
	code   int
}

// runAsService runs work as a service and returns its exit code, or reports that this process was not
// started by the service control manager. https://learn.microsoft.com/windows/win32/services/service-entry-point
func runAsService(work func(stop context.Context, ready func()) int) (code int, started bool) {
	s := &service{work: work, name: new(uint16), code: exitFailed} // Windows ignores the name of a process's only service
	s.stop, s.cancel = context.WithCancel(context.Background())
	defer s.cancel()
	table := [2]serviceTableEntry{{s.name, syscall.NewCallback(s.main)}, {}}
	if done, _, err := startServiceCtrlDispatcher.Call(uintptr(unsafe.Pointer(&table[0]))); done == 0 {
		if errors.Is(err, errorFailedServiceControllerConnect) {
			return 0, false
		}
		complain("StartServiceCtrlDispatcherW", err)
	}
	return s.code, true
}

// main is ServiceMain: Windows calls it on a thread of its own.
func (s *service) main(_, _ uintptr) uintptr {
	var err error
	if s.handle, _, err = registerServiceCtrlHandler.Call(
		uintptr(unsafe.Pointer(s.name)), syscall.NewCallback(s.control), 0); s.handle == 0 {
		complain("RegisterServiceCtrlHandlerExW", err)
		return 0
	}
	s.report(serviceStatus{currentState: serviceStartPending, waitHint: uint32(waitHint.Milliseconds())})
	s.code = s.work(s.stop, func() {
		s.report(serviceStatus{currentState: serviceRunning, controlsAccepted: serviceAcceptStop | serviceAcceptShutdown})
	})
	last := serviceStatus{currentState: serviceStopped}
	if s.code != exitStopped {
		last.win32ExitCode, last.serviceSpecificExitCode = errorServiceSpecificError, uint32(s.code)
	}
	s.report(last)
	return 0
}

// control is HandlerEx. A stop is reported as pending before it returns: the sender is answered with that state.
func (s *service) control(control uint32, _, _, _ uintptr) uintptr {
	switch control {
	case serviceControlInterrogate:
		return 0
	case serviceControlStop, serviceControlShutdown:
		s.report(serviceStatus{currentState: serviceStopPending, waitHint: uint32(waitHint.Milliseconds())})
		s.cancel()
		return 0
	}
	return errorCallNotImplemented
}

func (s *service) report(status serviceStatus) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.ended {
		return
	}
	s.ended = status.currentState == serviceStopped
	status.serviceType = serviceWin32OwnProcess
	if done, _, err := setServiceStatus.Call(s.handle, uintptr(unsafe.Pointer(&status))); done == 0 {
		complain("SetServiceStatus", err)
	}
}

// complain goes to stderr: the log belongs to the work, and may not be open.
func complain(function string, err error) {
	fmt.Fprintf(os.Stderr, "orders: %s: %v\n", function, err)
}
